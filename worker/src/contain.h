/* contain.h: failures of user code on the owner end that code, not the process. */
#ifndef PINWORKER_CONTAIN_H
#define PINWORKER_CONTAIN_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "pinworker.h"

enum { PW_MESSAGE = 256 };

/* One for each worker, used by its owner thread only. */
typedef struct pw_guard {
    sigjmp_buf jump;
    volatile sig_atomic_t armed; /* user code runs; what fails now may leave by `jump` */
    bool faults;                 /* signals too, not only panics */
    volatile int error;
    sigset_t mask; /* of the owner outside of handlers */
    char message[PW_MESSAGE];
    void *stack; /* for signal handlers, as the thread's own may have run out */
    size_t stack_size;
} pw_guard;

/* Calls region(arg). 0: it returned. Else user code failed in it while the guard was armed, the rest of region was not
 * run, and error and message say why: -EREMOTEIO (panic), -EFAULT (signal). */
int pw_guard_run(pw_guard *guard, void (*region)(void *), void *arg);

static inline void pw_guard_arm(pw_guard *guard) { guard->armed = 1; }
static inline void pw_guard_disarm(pw_guard *guard) { guard->armed = 0; }

_Noreturn void pw_guard_panic(pw_guard *guard, const char *format, va_list arguments) PINWORKER_PRINTF(2, 0);

/* The thread's stack for signal handlers, if faults are contained. -ENOMEM. */
int pw_guard_enter(pw_guard *guard);
void pw_guard_leave(pw_guard *guard);

/* The process's handlers: installed with the first user, put back with the last if nobody else replaced them. */
int pw_contain_install(void);
void pw_contain_uninstall(void);

#endif
