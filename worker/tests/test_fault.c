/* Contained signals on the owner; everyone else's go where they went before. */
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "check.h"

static volatile int *volatile nowhere = (volatile int *)16; /* so that the compiler does not know */

static pinworker *worker;

static int read_null(void *state, void *data) {
    (void)state, (void)data;
    return *nowhere;
}

static int divide(void *state, void *data) {
    (void)state, (void)data;
#if defined __x86_64__
    __asm__ volatile("xorl %%edx, %%edx\n\tmovl $1, %%eax\n\txorl %%ecx, %%ecx\n\tidivl %%ecx" ::: "eax", "ecx", "edx");
#else
    raise(SIGFPE);
#endif
    return 0;
}

static int illegal(void *state, void *data) {
    (void)state, (void)data;
#if defined __x86_64__
    __asm__ volatile("ud2");
#else
    raise(SIGILL);
#endif
    return 0;
}

static int bus(void *state, void *data) {
    (void)state, (void)data;
    FILE *file = tmpfile();
    volatile char *page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fileno(file), 0); /* of an empty file */
    fclose(file);
    return page[0];
}

static int give_up(void *state, void *data) {
    (void)state, (void)data;
    abort();
}

static int recurse(void *state, void *data) {
    volatile char page[4096];
    page[0] = 1;
    return (nowhere ? recurse(state, (void *)&page[0]) : 0) + page[0] + (data != NULL);
}

static int work(void *state, void *data) {
    (void)state;
    return *(int *)data;
}

static void fault(pinworker_fn fn, const char *text) {
    char message[64];
    pinworker_job job = {.fn = fn, .message = message, .message_size = sizeof message};
    int tid = pinworker_tid(worker);
    CHECK_INT(pinworker_call(worker, &job, NULL), -EFAULT);
    CHECK_INT(job.fate, PINWORKER_RAN);
    CHECK(strncmp(message, text, strlen(text)) == 0);
    CHECK_INT(pinworker_run(worker, work, &(int){5}, sizeof(int)), 5);
    CHECK_INT(pinworker_tid(worker), tid); /* FAULT_GO_ON */
}

/* ---- everyone else ---- */

static _Atomic int handled_by_program;
static sigjmp_buf back;

static void programs_handler(int signal) {
    (void)signal;
    handled_by_program++;
    siglongjmp(back, 1);
}

static void raise_here(int signal) {
    if (sigsetjmp(back, 1) == 0) raise(signal);
}

/* In a child: what the default action of a fault on another thread is. */
static int status_of_child(void (*run)(void)) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        run();
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    return status;
}

static void start_contained(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.contain_faults = 1;
    options.on_fault = PINWORKER_FAULT_GO_ON;
    options.breaker_limit = UINT32_MAX;
    worker = start(&options);
}

static void fault_here(void) {
    start_contained();
    read_null(NULL, NULL);
}

static void abort_here(void) {
    start_contained();
    abort();
}

static void ignored_here(void) {
    signal(SIGFPE, SIG_IGN);
    start_contained();
    raise(SIGFPE);
    close_and_free(worker);
}

static void without_containment(void) {
    pinworker *plain = start(NULL);
    pinworker_run(plain, read_null, NULL, 0);
}

static int left_blocked(void *state, void *data) {
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGSEGV);
    pthread_sigmask(SIG_BLOCK, &mask, NULL);
    (void)state, (void)data;
    pinworker_panic("with SIGSEGV blocked");
}

/* ---- faults in the library itself, called by a job with what it must not be called with ---- */

static int send_unreadable(void *state, void *data) {
    (void)state;
    return pinworker_run(data, read_null, (void *)nowhere, 16);
}

static int post_unreadable_to_itself(void *state, void *data) {
    (void)state, (void)data;
    pinworker_job job = {.fn = read_null, .data = (void *)nowhere, .size = 16};
    return pinworker_post(pinworker_self(), &job, NULL);
}

static int read_placement_to_nowhere(void *state, void *data) {
    (void)state;
    return pinworker_placement_get(data, (pinworker_applied *)nowhere);
}

static void library_is_unharmed(void) {
    static const pinworker_fn mistakes[] = {send_unreadable, post_unreadable_to_itself, read_placement_to_nowhere};
    pinworker *other = start(NULL);
    for (int i = 0; i < 3; i++) {
        pinworker_job job = {.fn = mistakes[i], .data = other};
        pinworker_applied applied;
        CHECK_INT(pinworker_call(worker, &job, NULL), -EFAULT);
        CHECK_INT(pinworker_run(other, work, &(int){5}, sizeof(int)), 5);
        CHECK_INT(pinworker_run(worker, work, &(int){5}, sizeof(int)), 5);
        CHECK_INT(pinworker_placement_get(other, &applied), 0);
    }
    close_and_free(other);
}

/* ---- sent from outside, a handler for one time, a handler that came later ---- */

static int send_itself(void *state, void *data) {
    (void)state, (void)data;
    pthread_kill(pthread_self(), SIGSEGV);
    return 0;
}

static void tell_once(int signal) {
    (void)signal;
    handled_by_program++;
}

static void sent_to_the_owner_here(void) {
    struct sigaction action = {.sa_handler = tell_once};
    sigaction(SIGSEGV, &action, NULL);
    start_contained();
    CHECK_INT(pinworker_run(worker, send_itself, NULL, 0), 0);
    CHECK_INT(handled_by_program, 1);
    CHECK_INT(stats_of(worker).faults, 0);
}

static void told_once_here(void) {
    struct sigaction action = {.sa_handler = tell_once, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGSEGV, &action, NULL);
    start_contained();
    raise(SIGSEGV);
    CHECK_INT(handled_by_program, 1);
    raise(SIGSEGV); /* the default action now */
}

static struct sigaction found;

static void call_on(int signal, siginfo_t *info, void *context) {
    if (++handled_by_program > 1) _exit(3);
    found.sa_sigaction(signal, info, context);
}

static void came_later_here(void) {
    struct sigaction action = {.sa_sigaction = call_on, .sa_flags = SA_SIGINFO};
    start_contained();
    sigaction(SIGSEGV, &action, &found);
    close_and_free(worker);
    start_contained();
    CHECK_INT(pinworker_run(worker, read_null, NULL, 0), -EFAULT);
    handled_by_program = 0;
    raise(SIGSEGV);
}

static int sent_by_another(void *state, void *data) {
    (void)state, (void)data;
    kill(getpid(), SIGFPE); /* to the process, whose other threads block it */
    sleep(100);
    return 0;
}

/* A signal that somebody sends is not a failure of the job. */
static void sent_here(void) {
    sigset_t blocked;
    sigfillset(&blocked);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    start_contained();
    pinworker_run(worker, sent_by_another, NULL, 0);
}

/* ---- a job that forks: what fails in the child is the child ---- */

static int status_of(pid_t child) {
    int status;
    return waitpid(child, &status, 0) == child ? status : -errno;
}

static void panic_here(void) { pinworker_panic("exec failed"); }
static void fault_at_nowhere(void) { (void)*nowhere; }

static void (*const fail[])(void) = {abort, panic_here, fault_at_nowhere};

static int fork_and_fail(void *state, void *data) {
    (void)state;
    pid_t child = fork();
    if (child == 0) fail[*(int *)data]();
    return status_of(child);
}

/* A child in the memory of its parent, who waits for its end. */
static int vfork_and_fail(void *state, void *data) {
    (void)state;
    pid_t child = vfork(); // NOLINT: the purpose of this
    if (child == 0) fail[*(int *)data]();
    return status_of(child);
}

static void child_of_a_job_dies(pinworker_fn by) {
    CHECK_INT(WTERMSIG(pinworker_run(worker, by, &(int){0}, sizeof(int))), SIGABRT);
    CHECK_INT(WTERMSIG(pinworker_run(worker, by, &(int){1}, sizeof(int))), SIGABRT);
    CHECK_INT(WTERMSIG(pinworker_run(worker, by, &(int){2}, sizeof(int))), SIGSEGV);
    CHECK_INT(stats_of(worker).failed, 0);
}

/* ---- system calls of other threads ---- */

static void *read_one(void *arg) {
    char byte;
    return (void *)(intptr_t)read(*(int *)arg, &byte, 1);
}

static void reading_goes_on_here(void) {
    struct sigaction action = {.sa_handler = tell_once, .sa_flags = SA_RESTART};
    int ends[2];
    void *result;
    sigaction(SIGABRT, &action, NULL);
    start_contained();
    CHECK_INT(pipe(ends), 0);
    pthread_t reader = spawn(read_one, &ends[0]);
    usleep(20000); /* it reads */
    pthread_kill(reader, SIGABRT);
    EVENTUALLY(handled_by_program);
    usleep(20000);
    CHECK_INT(write(ends[1], "x", 1), 1);
    pthread_join(reader, &result);
    CHECK_INT((intptr_t)result, 1);
}

int main(void) {
    struct sigaction action = {.sa_handler = programs_handler}, now;
#if !SANITIZED
    CHECK_INT(WTERMSIG(status_of_child(fault_here)), SIGSEGV);
    CHECK_INT(WTERMSIG(status_of_child(abort_here)), SIGABRT);
    CHECK_INT(WTERMSIG(status_of_child(without_containment)), SIGSEGV);
    CHECK_INT(WTERMSIG(status_of_child(sent_here)), SIGFPE);
    CHECK_INT(WTERMSIG(status_of_child(told_once_here)), SIGSEGV);
    CHECK_INT(WTERMSIG(status_of_child(came_later_here)), SIGSEGV);
    CHECK_INT(status_of_child(sent_to_the_owner_here), 0);
    start_contained(); /* while the handlers from before are the default */
    child_of_a_job_dies(fork_and_fail);
    child_of_a_job_dies(vfork_and_fail);
    close_and_free(worker);
#else
    (void)child_of_a_job_dies, (void)fork_and_fail, (void)vfork_and_fail;
    (void)told_once_here, (void)came_later_here, (void)sent_to_the_owner_here;
    (void)fault_here, (void)abort_here, (void)without_containment, (void)sent_here;
#endif
    CHECK_INT(status_of_child(ignored_here), 0);
    CHECK_INT(status_of_child(reading_goes_on_here), 0);
    CHECK_INT(sigaction(SIGSEGV, &action, NULL), 0);
    CHECK_INT(sigaction(SIGFPE, &action, NULL), 0);
    start_contained();
    for (int round = 0; round < 3; round++) {
        fault(read_null, "SIGSEGV at 0x0000000000000010");
        fault(divide, "SIGFPE");
        fault(illegal, "SIGILL");
        fault(bus, "SIGBUS");
        fault(give_up, "SIGABRT");
        fault(recurse, "SIGSEGV");
    }
    CHECK_INT(stats_of(worker).faults, 18);
    CHECK_INT(pinworker_run(worker, left_blocked, NULL, 0), -EREMOTEIO);
    fault(read_null, "SIGSEGV");
    library_is_unharmed();
    CHECK_INT(handled_by_program, 0);
    raise_here(SIGSEGV);
    raise_here(SIGFPE);
    CHECK_INT(handled_by_program, 2);
    CHECK_INT(pinworker_run(worker, work, &(int){5}, sizeof(int)), 5);
    close_and_free(worker);
    CHECK_INT(sigaction(SIGSEGV, NULL, &now), 0);
    CHECK(now.sa_handler == programs_handler);
    return 0;
}
