// A name does no harm, and neither do options of prctl() that only look.
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
// want-none

void on_name(void) { // want-handler "app.event"
    pthread_setname_np(pthread_self(), "request");
    prctl(PR_SET_NAME, "request", 0, 0, 0);
    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    syscall(SYS_prctl, PR_SET_NAME, "request");
    syscall(SYS_gettid);
}
