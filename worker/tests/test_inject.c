/* Every call that may fail does fail, once each: starting reports it and leaves nothing behind; running goes on. The
 * linker puts the functions below between the library and the system (--wrap, see CMakeLists.txt). */
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "check.h"
#include "worker.h"

int __real_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
void *__real_aligned_alloc(size_t, size_t);
void *__real_calloc(size_t, size_t);
void *__real_mmap(void *, size_t, int, int, int, off_t);
int __real_sched_setaffinity(pid_t, size_t, const cpu_set_t *);
long __real_syscall(long, long, long, long, long, long, long);
int __wrap_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
void *__wrap_aligned_alloc(size_t, size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_mmap(void *, size_t, int, int, int, off_t);
int __wrap_sched_setaffinity(pid_t, size_t, const cpu_set_t *);
long __wrap_syscall(long, long, long, long, long, long, long);

static _Atomic int allocations, threads; /* how many succeed before one fails; -1: all */
static _Atomic int no_affinity, broken_futex, no_mempolicy, aborts;
static _Atomic pid_t abort_in_futex; /* of this thread */

static pinworker_token *_Atomic cancel_in_futex;
static _Atomic int woken; /* threads, by the library */

/* One that changes a signal's handler stops until another thread has forked. */
static struct {
    _Atomic bool armed;
    _Atomic bool there, forked;
} at_sigaction;

int __real_sigaction(int, const struct sigaction *, struct sigaction *);
int __wrap_sigaction(int, const struct sigaction *, struct sigaction *);
int __wrap_sigaction(int signal, const struct sigaction *action, struct sigaction *before) {
    if (action && atomic_exchange(&at_sigaction.armed, false)) {
        at_sigaction.there = true;
        EVENTUALLY(at_sigaction.forked);
    }
    return __real_sigaction(signal, action, before);
}

static bool fails(_Atomic int *left) { return *left >= 0 && (*left)-- == 0; }

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
    return fails(&allocations) ? NULL : __real_aligned_alloc(alignment, size);
}
void *__wrap_calloc(size_t count, size_t size) { return fails(&allocations) ? NULL : __real_calloc(count, size); }
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset) {
    return fails(&allocations) ? MAP_FAILED : __real_mmap(address, size, protection, flags, file, offset);
}
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*main)(void *), void *arg) {
    return fails(&threads) ? EAGAIN : __real_pthread_create(thread, attributes, main, arg);
}
int __wrap_sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *cpus) {
    if (!no_affinity) return __real_sched_setaffinity(pid, size, cpus);
    errno = EPERM;
    return -1;
}
/* The kernel takes six arguments of a word each, whatever the call has. */
long __wrap_syscall(long number, long a, long b, long c, long d, long e, long f) {
    if ((number == SYS_futex && broken_futex) || (number == SYS_set_mempolicy && no_mempolicy)) {
        errno = ENOSYS;
        return -1;
    }
    if (number == SYS_futex && abort_in_futex == gettid()) pthread_kill(pthread_self(), SIGABRT);
    pinworker_token *token = number == SYS_futex ? atomic_exchange(&cancel_in_futex, NULL) : NULL;
    if (token) pinworker_token_cancel(token);
    long result = __real_syscall(number, a, b, c, d, e, f);
    int operation = (int)b & FUTEX_CMD_MASK;
    if (number == SYS_futex && result > 0 && (operation == FUTEX_WAKE || operation == FUTEX_WAKE_BITSET))
        woken += (int)result;
    return result;
}

static _Atomic int inits, cleanups;

static int init(void *config, unsigned index, void **state) {
    (void)config, (void)index, (void)state;
    inits++;
    return 0;
}

static void cleanup(void *state) {
    (void)state;
    cleanups++;
}

static pinworker_options options_with_all(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.cleanup = cleanup;
    options.contain_faults = 1;
    options.backoff_min = options.backoff_max = MS;
    return options;
}

static int add_one(void *state, void *data) {
    (void)state;
    return ++*(int *)data;
}

static void allocation_fails(void) {
    pinworker_options options = options_with_all();
    int failed = 0, error, before = threads_at_rest();
    do {
        pinworker_pool *pool;
        allocations = failed;
        error = pinworker_pool_start(&options, 2, PINWORKER_ROUND_ROBIN, NULL, &pool);
        bool used_up = allocations < 0;
        allocations = -1;
        CHECK(error == 0 ? !used_up : error == -ENOMEM && !pool);
        if (error == 0) {
            CHECK_INT(pinworker_pool_close(pool, NULL, 0, NULL), 0);
            CHECK_INT(pinworker_pool_free(pool), 0);
        }
        CHECK_INT(inits, cleanups);
        EVENTUALLY(thread_count() == before);
        failed++;
    } while (error != 0);
    printf("%d allocations, each failed once\n", failed - 1);
    CHECK(failed > 8); /* the pool, and for each worker itself, its cells, breaker, fork page and signal stack */
    pinworker_token *token;
    allocations = 0;
    CHECK_INT(pinworker_token_new(&token), -ENOMEM);
    allocations = -1;
}

static void no_thread(void) {
    pinworker_options options = options_with_all();
    pinworker_pool *pool;
    for (int i = 0; i < 3; i++) {
        threads = i;
        CHECK_INT(pinworker_pool_start(&options, 3, PINWORKER_ROUND_ROBIN, NULL, &pool), -EAGAIN);
    }
    threads = -1;
    CHECK_INT(inits, cleanups);
    options.stack_size = 1;
    pinworker *worker;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -EINVAL);
}

static int fault(void *state, void *data) {
    volatile int *volatile nowhere = (volatile int *)16;
    (void)state, (void)data;
    return *nowhere;
}

/* The supervisor tries again. */
static void no_thread_for_the_successor(void) {
    pinworker_options options = options_with_all();
    pinworker *worker = start(&options);
    threads = 0;
    CHECK_INT(pinworker_run(worker, fault, NULL, 0), -EFAULT);
    EVENTUALLY(stats_of(worker).restarts == 2 && stats_of(worker).up);
    CHECK_INT(pinworker_run(worker, add_one, &(int){1}, sizeof(int)), 2);
    close_and_free(worker);
}

/* The affinity of the thread that started it may be gone by then: nobody asked for it. */
static void no_affinity_for_the_successor(void) {
    pinworker_options options = options_with_all();
    pinworker *worker = start(&options);
    no_affinity = 1;
    CHECK_INT(pinworker_run(worker, fault, NULL, 0), -EFAULT);
    EVENTUALLY(stats_of(worker).restarts >= 1 && stats_of(worker).up);
    CHECK_INT(stats_of(worker).restarts, 1);
    no_affinity = 0;
    close_and_free(worker);
}

static void count_aborts(int signal) {
    (void)signal;
    aborts++;
}

static int cancel_waiting(void *state, void *data) {
    (void)state;
    abort_in_futex = gettid();
    pinworker_token_cancel(*(pinworker_token **)data);
    abort_in_futex = 0;
    return 7;
}

static void *wait_for_token(void *token) {
    pinworker *other = start(NULL);
    gate at;
    block_worker(other, &at);
    pinworker_job job = {.fn = add_one, .data = &(int){0}, .size = sizeof(int)};
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_call(other, &job, &until), -ECANCELED);
    open_gate(&at);
    close_and_free(other);
    return NULL;
}

/* A SIGABRT that hits a function of the library, called by a job, while it holds a lock: not the job's own. */
static void aborted_with_a_lock_held(void) {
    struct sigaction action = {.sa_handler = count_aborts}, before;
    CHECK_INT(sigaction(SIGABRT, &action, &before), 0);
    pinworker_options options = options_with_all();
    pinworker *worker = start(&options);
    pinworker_token *token;
    CHECK_INT(pinworker_token_new(&token), 0);
    pthread_t waiting = spawn(wait_for_token, token);
    usleep(50000); /* it waits, or nobody is woken */
    CHECK_INT(pinworker_run(worker, cancel_waiting, &token, sizeof token), 7);
    pthread_join(waiting, NULL);
    pinworker_token_cancel(token);
    pinworker_token_free(token);
    CHECK_INT(stats_of(worker).faults, 0);
    close_and_free(worker);
    sigaction(SIGABRT, &before, NULL);
}

/* While the first part of a batch wakes the owner, its token is cancelled: the second part is not queued. */
static void cancelled_between_parts(void) {
    pinworker_options options = options_with_all();
    options.queue = 16;
    options.wait = PINWORKER_PARK;
    pinworker *worker = start(&options);
    pinworker_job jobs[16];
    pinworker_until until = {.deadline = 0};
    int value = 0;
    CHECK_INT(pinworker_token_new(&until.token), 0);
    memset(jobs, 0, sizeof jobs);
    for (int i = 0; i < 16; i++) jobs[i] = (pinworker_job){.fn = add_one, .data = &value, .done = pinworker_keep};
    EVENTUALLY(atomic_load(&worker->parking.parked));
    atomic_store(&cancel_in_futex, until.token);
    CHECK_INT(pinworker_post_batch(worker, jobs, 16, &until), 8);
    CHECK_INT(jobs[7].fate, PINWORKER_QUEUED);
    for (int i = 8; i < 16; i++) CHECK_INT(jobs[i].fate, PINWORKER_REFUSED);
    CHECK_INT(jobs[8].result, -ECANCELED);
    CHECK_INT(stats_of(worker).refused_limit, 8);
    close_and_free(worker);
    pinworker_token_free(until.token);
}

/* ---- who waits for room sleeps until there is some ---- */

enum { CROWD = 160, POSTS = 20 };

static void *post_some(void *worker) {
    pinworker_job job = {.fn = add_one, .data = &(int){0}, .size = sizeof(int)};
    for (int i = 0; i < POSTS; i++) CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    return NULL;
}

/* One whose submitters sleep at once. */
static pinworker *start_parked(unsigned queue) {
    pinworker_options options = options_with_all();
    options.queue = queue;
    options.wait = PINWORKER_PARK;
    return start(&options);
}

static void nobody_is_woken_for_others_room(void) {
    pinworker *worker = start_parked(4);
    pthread_t crowd[CROWD];
    gate at;
    block_worker(worker, &at);
    for (int i = 0; i < CROWD; i++) crowd[i] = spawn(post_some, worker);
    EVENTUALLY(atomic_load(&worker->line.wanted) == CROWD);
    woken = 0;
    open_gate(&at);
    for (int i = 0; i < CROWD; i++) pthread_join(crowd[i], NULL);
    printf("%d posts, %d threads woken\n", CROWD * POSTS, woken);
    CHECK(woken <= 3 * CROWD * POSTS); /* the owner, and the one who posts, who may find it gone */
    close_and_free(worker);
}

typedef struct patient {
    pinworker *worker;
    pinworker_token *token;
} patient;

static void *wait_in_vain(void *arg) {
    const patient *self = arg;
    pinworker_job job = {.fn = add_one, .data = &(int){0}, .size = sizeof(int)};
    pinworker_until until = {.token = self->token};
    CHECK_INT(pinworker_call(self->worker, &job, &until), -ECANCELED);
    return NULL;
}

static void a_cancel_wakes_its_own(void) {
    pinworker *worker = start_parked(2);
    pthread_t threads_of[CROWD];
    patient patients[CROWD];
    gate at;
    block_worker(worker, &at);
    CHECK_INT(pinworker_post(worker, &(pinworker_job){.fn = add_one, .data = &(int){0}, .size = sizeof(int)}, NULL), 0);
    for (int i = 0; i < CROWD; i++) {
        patients[i].worker = worker;
        CHECK_INT(pinworker_token_new(&patients[i].token), 0);
        threads_of[i] = spawn(wait_in_vain, &patients[i]);
    }
    EVENTUALLY(atomic_load(&worker->line.wanted) == CROWD);
    woken = 0;
    for (int i = CROWD; i-- > 0;) {
        pinworker_token_cancel(patients[i].token);
        pthread_join(threads_of[i], NULL);
        pinworker_token_free(patients[i].token);
    }
    printf("%d cancelled, %d threads woken\n", CROWD, woken);
    CHECK(woken <= 2 * CROWD); /* it, and one that looks for room in its place */
    open_gate(&at);
    close_and_free(worker);
}

/* ---- closing while the owner's thread-specific destructors run ---- */

static pthread_key_t key;
static gate in_destructor;

static void stand_at_gate(void *value) { wait_at_gate(NULL, value); }

static int set_key(void *state, void *data) {
    (void)state, (void)data;
    return pthread_setspecific(key, &in_destructor);
}

static void *close_it(void *worker) {
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    return NULL;
}

/* Those who wait for the thread do not keep others, the destructors for one, from the worker's lock. */
static void closers_share_the_lock(void) {
    enum { LOOKS = 200 };
    pinworker *worker = start(NULL);
    pthread_t closers[2];
    int held = 0;
    CHECK_INT(pthread_key_create(&key, stand_at_gate), 0);
    CHECK_INT(pinworker_run(worker, set_key, NULL, 0), 0);
    for (int i = 0; i < 2; i++) closers[i] = spawn(close_it, worker);
    EVENTUALLY(atomic_load(&in_destructor.entered) && atomic_load(&worker->gone) & PW_GONE);
    for (int i = 0; i < LOOKS; i++) {
        usleep(100);
        if (pthread_mutex_trylock(&worker->lock) != 0)
            held++;
        else
            pthread_mutex_unlock(&worker->lock);
    }
    CHECK(held < LOOKS / 4);
    open_gate(&in_destructor);
    for (int i = 0; i < 2; i++) pthread_join(closers[i], NULL);
    CHECK_INT(pinworker_free(worker), 0);
    pthread_key_delete(key);
}

/* ---- forked while a thread that the child has not got changes the process's handlers ---- */

static void *start_and_close(void *arg) {
    pinworker_options options = options_with_all();
    close_and_free(start(&options));
    return arg;
}

static int contain_in_child(void) {
    pinworker_options options = options_with_all();
    alarm(20); /* a hang is a failure */
    for (int i = 0; i < 2; i++) {
        pinworker *own = start(&options);
        CHECK_INT(pinworker_run(own, fault, NULL, 0), -EFAULT);
        close_and_free(own);
    }
    struct sigaction now;
    CHECK_INT(sigaction(SIGILL, NULL, &now), 0);
    CHECK(now.sa_handler == SIG_DFL); /* as before all workers */
    return 0;
}

static void child_contains_on_its_own(void) {
    at_sigaction.armed = true;
    pthread_t thread = spawn(start_and_close, NULL);
    EVENTUALLY(at_sigaction.there);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) _exit(contain_in_child());
    at_sigaction.forked = true;
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
    pthread_join(thread, NULL);
}

static void no_placement(void) {
    pinworker_options options = options_with_all();
    pinworker *worker;
    pinworker_applied applied;
    int before = inits;
    options.placement = (pinworker_placement){.place = PINWORKER_CPUS, .cpus = "0"};
    no_affinity = 1;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -EPERM);
    CHECK_INT(inits, before);
    options.placement.best_effort = 1;
    CHECK_INT(pinworker_start(&options, NULL, &worker), 0);
    CHECK_INT(pinworker_placement_get(worker, &applied), 0);
    CHECK_INT(applied.error, -EPERM);
    close_and_free(worker);
    no_affinity = 0;
    options.placement = (pinworker_placement){.memory = PINWORKER_MEMORY_BIND};
    no_mempolicy = 1;
    CHECK_INT(pinworker_start(&options, NULL, &worker), -ENOSYS);
    no_mempolicy = 0;
}

static void *client(void *worker) {
    for (int i = 0; i < 200; i++) CHECK_INT(pinworker_run(worker, add_one, &(int){i}, sizeof(int)), i + 1);
    return NULL;
}

/* Sleeping does not work: everything watches instead, and still ends. */
static void futexes_fail(void) {
    pinworker_options options = options_with_all();
    options.queue = 2;
    broken_futex = 1;
    pinworker *worker = start(&options);
    pthread_t clients[3];
    for (int i = 0; i < 3; i++) clients[i] = spawn(client, worker);
    for (int i = 0; i < 3; i++) pthread_join(clients[i], NULL);
    close_and_free(worker);
    broken_futex = 0;
}

int main(void) {
    allocations = threads = -1;
    allocation_fails();
    no_thread();
    no_thread_for_the_successor();
    no_affinity_for_the_successor();
    if (!SANITIZED) aborted_with_a_lock_held();
    cancelled_between_parts();
    nobody_is_woken_for_others_room();
    a_cancel_wakes_its_own();
    closers_share_the_lock();
    if (!SANITIZED) child_contains_on_its_own();
    no_placement();
    futexes_fail();
    return 0;
}
