// Changes of the state that the kernel keeps for each thread, told from calls that only look alike by their arguments.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TENANT_NAMESPACE SYS_setns /* the project's own name */
#define SLACK PR_SET_TIMERSLACK

void on_tenant(int fd) {
    setns(fd, CLONE_NEWNET); // want thread-state-in-handler:error "setns"
}

void on_sandbox(void) {
    unshare(CLONE_NEWNS); // want thread-state-in-handler "unshare"
}

void on_raw(int fd) {
    syscall(SYS_setns, fd, CLONE_NEWNET);        // want thread-state-in-handler "setns"
    syscall(TENANT_NAMESPACE, fd, CLONE_NEWNET); // want thread-state-in-handler "setns"
}

void on_raw_harmless(void) {
    syscall(SYS_gettid);
    syscall(SYS_getpid);
}

void on_prctl(void) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); // want thread-state-in-handler "prctl"
    prctl(SLACK, 1000000UL, 0, 0, 0);       // want thread-state-in-handler "prctl"
}

void on_prctl_harmless(void) {
    char name[16];
    prctl(PR_SET_NAME, "request", 0, 0, 0);
    prctl(PR_GET_NAME, name, 0, 0, 0);
    prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0);
}
