// No callback at all: the program asks for the next request in a loop of its own. What it did before is start-up.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/prctl.h>

struct gate;
int gate_accept(struct gate *g);
struct gate *gate_open(void);

static void answer(int request) {
    prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0);
    (void)request;
}

int main(void) { // want-handler "fcgi.loop"
    struct gate *g = gate_open();
    int request;
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); // want-noise thread-state-in-handler "." -- stands before the loop
    while ((request = gate_accept(g)) >= 0)
        answer(request); // want thread-state-in-handler "answer"
    return 0;
}
