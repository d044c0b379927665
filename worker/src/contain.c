#include "contain.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "worker.h"

static const int contained[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { CONTAINED = sizeof contained / sizeof *contained };

/* The only state outside of a worker: handlers of signals belong to the process, so who was there before has to be
 * remembered for it. */
static struct {
    _Atomic pid_t process; /* whose lock and users these are; negative while a child takes them over */
    pthread_mutex_t lock;
    unsigned users;
    struct sigaction previous[CONTAINED];
    _Atomic bool spent[CONTAINED]; /* the previous one was to be called once only, and was */
    bool kept[CONTAINED];          /* a later handler may still hand on to ours */
} handlers;

static const char *name_of(int signal) {
    switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGILL: return "SIGILL";
    default: return "SIGABRT";
    }
}

/* ---- leaving user code ---- */

int pw_guard_run(pw_guard *guard, void (*region)(void *), void *arg) {
    guard->error = 0;
    if (sigsetjmp(guard->jump, 0) == 0) region(arg); /* without the mask: it is not changed, and saving it is slow */
    guard->armed = 0;
    /* What failed may have changed it, and so may whoever wrapped the handler (ThreadSanitizer does). */
    if (guard->error != 0) pthread_sigmask(SIG_SETMASK, &guard->mask, NULL);
    return guard->error;
}

void pw_guard_panic(pw_guard *guard, const char *format, va_list arguments) {
    vsnprintf(guard->message, sizeof guard->message, format, arguments);
    guard->armed = 0;
    guard->error = -EREMOTEIO;
    siglongjmp(guard->jump, 1);
}

/* In a signal handler snprintf is not allowed. */
static void describe(pw_guard *guard, int signal, const void *address) {
    static const char digits[] = "0123456789abcdef";
    const char *name = name_of(signal);
    size_t length = strlen(name);
    memcpy(guard->message, name, length);
    if (signal != SIGABRT) {
        memcpy(guard->message + length, " at 0x", 6);
        length += 6;
        for (int shift = (int)sizeof(uintptr_t) * 8 - 4; shift >= 0; shift -= 4) {
            guard->message[length++] = digits[(uintptr_t)address >> shift & 15];
        }
    }
    guard->message[length] = 0;
}

/* Raised by what this thread did, not sent by somebody else. abort() sends to the thread itself, which cannot be told
 * from another thread of this process that does. */
static bool own_doing(int signal, const siginfo_t *info) {
    return info->si_code > 0 || (signal == SIGABRT && info->si_code == SI_TKILL && info->si_pid == getpid());
}

/* ---- handing on ---- */

static void fall_to_default(int signal, const siginfo_t *info) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, NULL);
    /* A fault happens again as soon as the handler returns, with the right context for a core dump. */
    if (info->si_code <= 0) raise(signal);
}

static void hand_on(int signal, siginfo_t *info, void *context, int i) {
    const struct sigaction *previous = &handlers.previous[i];
    if (previous->sa_flags & SA_RESETHAND && atomic_exchange(&handlers.spent[i], true)) {
        fall_to_default(signal, info);
        return;
    }
    bool ignored = !(previous->sa_flags & SA_SIGINFO) && previous->sa_handler == SIG_IGN;
    if (ignored && info->si_code <= 0) return;
    if (ignored || (!(previous->sa_flags & SA_SIGINFO) && previous->sa_handler == SIG_DFL)) {
        fall_to_default(signal, info);
        return;
    }
    sigset_t mask = previous->sa_mask, before;
    if (!(previous->sa_flags & SA_NODEFER)) sigaddset(&mask, signal);
    pthread_sigmask(SIG_BLOCK, &mask, &before);
    if (previous->sa_flags & SA_SIGINFO)
        previous->sa_sigaction(signal, info, context);
    else
        previous->sa_handler(signal);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void handle(int signal, siginfo_t *info, void *context) {
    pinworker *worker = pw_current;
    /* In the child of a job it is the child that fails. */
    if (worker && worker->guard.faults && worker->guard.armed && pw_is_owner(worker) && own_doing(signal, info)) {
        worker->guard.armed = 0;
        worker->guard.error = -EFAULT;
        describe(&worker->guard, signal, info->si_addr);
        siglongjmp(worker->guard.jump, 1); // NOLINT(bugprone-signal-handler,cert-sig30-c): the purpose of all this
    }
    int saved = errno;
    for (int i = 0; i < CONTAINED; i++) {
        if (contained[i] == signal) hand_on(signal, info, context, i);
    }
    errno = saved;
}

/* ---- the process's handlers ---- */

/* In a forked child the lock may be held by a thread that it has not got, and the users are the parent's. What the
 * handlers are the child has as well: each step of a change leaves them so that they can be taken over. */
static void lock_handlers(void) {
    pid_t self = getpid(), process = atomic_load(&handlers.process);
    while (process != self) {
        if (process == -self) {
            sched_yield();
            process = atomic_load(&handlers.process);
        } else if (atomic_compare_exchange_strong(&handlers.process, &process, -self)) {
            pthread_mutex_init(&handlers.lock, NULL);
            handlers.users = 0;
            atomic_store(&handlers.process, self);
            break;
        }
    }
    pthread_mutex_lock(&handlers.lock);
}

static bool is_ours(const struct sigaction *action) {
    return action->sa_flags & SA_SIGINFO && action->sa_sigaction == handle;
}

static bool is_function(const struct sigaction *action) {
    return action->sa_flags & SA_SIGINFO || (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN);
}

static int install_one(int i) {
    struct sigaction now;
    if (sigaction(contained[i], NULL, &now) != 0) return -errno;
    if (is_ours(&now)) return 0; /* installed by the parent of this process */
    /* Handed on to it, it would hand on to us, and so on. */
    if (handlers.kept[i] && is_function(&now)) return 0;
    handlers.kept[i] = false;
    /* Known first, so that the handler finds it from its first moment on. */
    handlers.previous[i] = now;
    atomic_store(&handlers.spent[i], false);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handle;
    /* NODEFER: the handler is left by a jump, which must not leave the signal blocked. RESTART: system calls of other
     * threads end with EINTR only if the program's own handler made them. */
    action.sa_flags =
        SA_SIGINFO | SA_ONSTACK | SA_NODEFER | (is_function(&now) ? now.sa_flags & SA_RESTART : SA_RESTART);
    sigemptyset(&action.sa_mask);
    return sigaction(contained[i], &action, NULL) == 0 ? 0 : -errno;
}

static void uninstall_one(int i) {
    struct sigaction now;
    if (sigaction(contained[i], NULL, &now) != 0) return;
    handlers.kept[i] = !is_ours(&now);
    if (handlers.kept[i]) return;
    if (atomic_load(&handlers.spent[i]) && handlers.previous[i].sa_flags & SA_RESETHAND) {
        memset(&now, 0, sizeof now);
        now.sa_handler = SIG_DFL;
        sigaction(contained[i], &now, NULL);
        return;
    }
    sigaction(contained[i], &handlers.previous[i], NULL);
}

int pw_contain_install(void) {
    int error = 0;
    lock_handlers();
    if (handlers.users == 0) {
        for (int i = 0; i < CONTAINED && error == 0; i++) {
            error = install_one(i);
            while (error != 0 && i > 0) uninstall_one(--i);
            if (error != 0) break;
        }
    }
    if (error == 0) handlers.users++;
    pthread_mutex_unlock(&handlers.lock);
    return error;
}

void pw_contain_uninstall(void) {
    lock_handlers();
    if (--handlers.users == 0) {
        for (int i = 0; i < CONTAINED; i++) uninstall_one(i);
    }
    pthread_mutex_unlock(&handlers.lock);
}

/* ---- the owner's stack for handlers ---- */

int pw_guard_enter(pw_guard *guard) {
    pthread_sigmask(SIG_SETMASK, NULL, &guard->mask);
    if (!guard->faults) return 0;
    long page = sysconf(_SC_PAGESIZE), least = sysconf(_SC_MINSIGSTKSZ);
    /* The registers of a large processor, and room for handlers that are chained to. */
    size_t size = (size_t)(least > 0 ? least : 0) + 64 * 1024;
    size = (size + (size_t)page - 1) / (size_t)page * (size_t)page + (size_t)page;
    void *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return -ENOMEM;
    guard->stack = stack;
    guard->stack_size = size;
    stack_t handlers_stack = {.ss_sp = (char *)stack + page, .ss_size = size - (size_t)page};
    if (mprotect(stack, (size_t)page, PROT_NONE) == 0 && sigaltstack(&handlers_stack, NULL) == 0) return 0;
    int error = -errno;
    munmap(stack, size);
    guard->stack = NULL;
    return error;
}

void pw_guard_leave(pw_guard *guard) {
    if (!guard->stack) return;
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(guard->stack, guard->stack_size);
    guard->stack = NULL;
}
