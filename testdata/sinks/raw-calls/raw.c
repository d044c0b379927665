// Bare system calls, by number: through macros of the project, and through functions that stand for them.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OURSYS_setaffinity __NR_sched_setaffinity
#define PIN(who, size, mask) syscall(OURSYS_setaffinity, who, size, mask)

static unsigned long mask[16];

void on_macro(void) {
    PIN(0, sizeof mask, mask); // want pin-in-handler:error "syscall.SYS_sched_setaffinity."
}

static int my_setaffinity(pid_t who, size_t size, const void *set) {
    return (int)syscall(__NR_sched_setaffinity, who, size, set);
}
void on_function(void) {
    my_setaffinity(0, sizeof mask, mask); // want pin-in-handler:error "my_setaffinity .wrapper of syscall.SYS_sched_setaffinity"
}
void on_function_other(void) { my_setaffinity(1, sizeof mask, mask); }

// Called like the library's, and is the project's own.
static int set_mempolicy(int mode, const unsigned long *nodes, unsigned long count) {
    return (int)syscall(SYS_set_mempolicy, mode, nodes, count);
}
void on_own_name(void) {
    set_mempolicy(2, mask, 64); // want pin-in-handler:error "set_mempolicy .*SYS_set_mempolicy"
}

// The number is an argument.
static long call3(long number, long a, long b, long c) { return syscall(number, a, b, c); }
void on_number(void) {
    call3(SYS_sched_setaffinity, 0, sizeof mask, (long)(intptr_t)mask); // want pin-in-handler:error "call3"
}
void on_harmless_number(void) { call3(SYS_getpid, 0, 0, 0); }

// The number is in a variable.
void on_variable(void) {
    long number = SYS_sched_setaffinity;
    syscall(number, 0, sizeof mask, mask); // want pin-in-handler:error "syscall"
}

void on_others(const struct timespec *until) {
    (void)until;
    syscall(SYS_setpriority, 0, 0, 5);          // want sched-in-handler "SYS_setpriority"
    syscall(SYS_sched_setscheduler, 0, 1, mask); // want sched-in-handler "SYS_sched_setscheduler"
    syscall(SYS_unshare, 0x200);                // want thread-state-in-handler "SYS_unshare"
    syscall(SYS_setresuid, -1, 5, -1);          // want thread-state-in-handler "SYS_setresuid"
    syscall(SYS_futex, mask, FUTEX_WAIT, 0, 0); // want lock-in-handler "SYS_futex"
    syscall(SYS_futex, mask, FUTEX_WAKE, 1, 0);
    syscall(SYS_gettid);
}

// Saved and put back through bare calls.
void on_balanced(void) {
    unsigned long old[16];
    if (syscall(SYS_sched_getaffinity, 0, sizeof old, old) < 0) return;
    if (my_setaffinity(0, sizeof mask, mask) < 0) return; // want pin-in-handler:warning "put back"
    my_setaffinity(0, sizeof old, old);
}
