// No callback at all: programs ask for the next request in loops of their own. What follows the question, up to the end
// of the loop, is the handler; what they did before is start-up.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>

struct gate;
int gate_accept(struct gate *g);
struct gate *gate_open(void);
int is_running(void);

static pthread_mutex_t accept_mutex = PTHREAD_MUTEX_INITIALIZER, mutex = PTHREAD_MUTEX_INITIALIZER;

static void quiet(void) {
    prctl(PR_SET_TIMERSLACK, 2UL, 0, 0, 0);
}

static void answer(int request) {
    prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0);
    (void)request;
}

void forever(struct gate *g) { // want-handler "fcgi.loop"
    quiet();
    for (;;) {
        pthread_mutex_lock(&accept_mutex); // one thread at a time asks: no request waits here
        int request = gate_accept(g);
        pthread_mutex_unlock(&accept_mutex);
        if (request < 0)
            break;
        pthread_mutex_lock(&mutex); // want lock-in-handler "forever"
        answer(request); // want thread-state-in-handler "answer"
        pthread_mutex_unlock(&mutex);
    }
    quiet();
}

void at_the_end(struct gate *g) { // want-handler "fcgi.loop"
    int request = 0;
    quiet();
    do {
        if (request)
            unshare(CLONE_FS); // want thread-state-in-handler "at_the_end"
        request = 1;
    } while (gate_accept(g) >= 0);
    quiet();
}

void while_running(struct gate *g) { // want-handler "fcgi.loop"
    quiet();
    while (is_running() && gate_accept(g) >= 0)
        unshare(CLONE_FILES); // want thread-state-in-handler "while_running"
    quiet();
}

void counted(struct gate *g) { // want-handler "fcgi.loop"
    quiet();
    for (int served = 0; gate_accept(g) >= 0; served++) {
        for (int i = 0; i < served; i++)
            unshare(CLONE_SYSVSEM); // want thread-state-in-handler "counted"
    }
    for (int i = 0; i < 3; i++)
        quiet();
}

// Two questions, two handlers in one function.
void twice(struct gate *g, struct gate *h) { // want-handler "fcgi.loop"
    while (gate_accept(g) >= 0)
        unshare(CLONE_NEWNS); // want thread-state-in-handler "twice"
    quiet();
    while (gate_accept(h) >= 0)
        unshare(CLONE_NEWUTS); // want thread-state-in-handler "twice"
}

// Without a loop of its own it answers one request, and the loop around its call goes on with it.
static int one(struct gate *g) { // want-handler "fcgi.loop"
    quiet();
    int request = gate_accept(g);
    if (request < 0)
        return -1;
    unshare(CLONE_NEWIPC); // want thread-state-in-handler "one"
    return request;
}

int main(void) { // want-handler "fcgi.loop"
    struct gate *g = gate_open();
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    quiet();
    while (one(g) >= 0)
        unshare(CLONE_NEWPID); // want thread-state-in-handler "main"
    forever(g);
    return 0;
}
