// The interface that replaces stdio: main is the handler, from FCGI_Accept on.
#define _GNU_SOURCE
#include <fcgi_stdio.h>
#include <sched.h>
#include <sys/prctl.h>

int main(void) { // want-handler "fcgi.loop"
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set); // at start-up
    while (FCGI_Accept() >= 0) {
        prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0); // want thread-state-in-handler "main"
        FCGI_printf("Content-type: text/plain\r\n\r\nhello");
    }
    return 0;
}
