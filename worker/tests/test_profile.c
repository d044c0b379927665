/* The profiler. With an argument: writes a profile of workers and other threads at work to that file, for profile.sh.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "check.h"
#include "pinworker_profile.h"

enum { FOR_TENANT_MS = 200, FOR_HANDLER_MS = 300 };

/* ---- things to do with a CPU ---- */

static int64_t cpu_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static _Thread_local volatile uint64_t sink;

KEPT static void spin(void) {
    /* Its caller is found by frame pointers, too: see test_stack.c. */
    __asm__ volatile("" : : "r"(__builtin_frame_address(0)));
    for (uint64_t i = 0; i < 20000; i++) sink += i;
}

KEPT static int burn_in_worker(int64_t ns) {
    for (int64_t end = cpu_time() + ns; cpu_time() < end;) spin();
    return (int)sink & 1;
}

KEPT static int burn_in_handler(int64_t ns) {
    for (int64_t end = cpu_time() + ns; cpu_time() < end;) spin();
    return (int)sink & 1;
}

/* The caller in the profile: not a tail call. */
KEPT static int render_for_tenant(void *state, void *data) {
    (void)state;
    CHECK_INT(pinworker_label("tenant", data), 0);
    return burn_in_worker(FOR_TENANT_MS * MS) + 2;
}

static void *handler_thread(void *arg) {
    pthread_setname_np(pthread_self(), "handler");
    burn_in_handler(FOR_HANDLER_MS * MS);
    return arg;
}

/* ---- a profile for pprof ---- */

static pinworker_profile *start_profile(int64_t period) {
    pinworker_profile *profile;
    pinworker_profile_options options = PINWORKER_PROFILE_OPTIONS_INIT;
    options.period = period;
    options.rescan = 5 * MS;
    CHECK_INT(pinworker_profile_start(&options, &profile), 0);
    return profile;
}

static pinworker_profile_stats profile_stats(pinworker_profile *profile) {
    pinworker_profile_stats stats;
    pinworker_profile_stats_get(profile, &stats);
    return stats;
}

static void write_profile(pinworker_profile *profile, const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CHECK(fd >= 0);
    CHECK_INT(pinworker_profile_write(profile, fd), 0);
    CHECK_INT(close(fd), 0);
}

/* A worker for two tenants, one that starts later, and a handler's thread, all with known CPU times. */
static void make_profile(const char *path) {
    static char acme[16] = "acme", umbrella[16] = "umbrella";
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.id = "early";
    pinworker *early = start(&options);
    pinworker_profile *profile = start_profile(2 * MS);
    options.id = "late";
    pinworker *late = start(&options);
    pthread_t handler = spawn(handler_thread, NULL);
    EVENTUALLY(profile_stats(profile).threads == 4);
    CHECK_INT(pinworker_run(early, render_for_tenant, acme, sizeof acme) > 0, 1);
    CHECK_INT(pinworker_run(late, render_for_tenant, umbrella, sizeof umbrella) > 0, 1);
    CHECK_INT(pinworker_run(late, render_for_tenant, acme, sizeof acme) > 0, 1);
    pthread_join(handler, NULL);
    close_and_free(early);
    close_and_free(late);
    CHECK_INT(pinworker_profile_stop(profile), 0);
    CHECK_INT(profile_stats(profile).lost, 0);
    printf("%lu samples\n", (unsigned long)profile_stats(profile).samples);
    write_profile(profile, path);
    pinworker_profile_free(profile);
}

/* ---- behaviour ---- */

static void one_at_a_time(void) {
    int before = threads_at_rest();
    pinworker_profile *profile = start_profile(MS), *second = profile;
    CHECK_INT(thread_count(), before + 1);
    CHECK_INT(pinworker_profile_start(NULL, &second), -EBUSY);
    CHECK(!second);
    CHECK_INT(pinworker_profile_stop(profile), 0);
    CHECK_INT(pinworker_profile_stop(profile), 0);
    EVENTUALLY(thread_count() == before);
    CHECK_INT(pinworker_profile_start(NULL, &second), 0);
    pinworker_profile_free(second);
    pinworker_profile_free(profile);
    pinworker_profile_free(NULL);
    raise(SIGPROF); /* is nothing any more */
}

static void bad(int64_t period, size_t buffer, int64_t rescan) {
    pinworker_profile *profile;
    pinworker_profile_options options = PINWORKER_PROFILE_OPTIONS_INIT;
    options.period = period;
    options.buffer = buffer;
    options.rescan = rescan;
    CHECK_INT(pinworker_profile_start(&options, &profile), -EINVAL);
    options = (pinworker_profile_options){0};
    CHECK_INT(pinworker_profile_start(&options, &profile), -EINVAL);
}

/* No more samples than there was CPU time; one may stand for several periods, when the machine is busy, and profile.sh
 * adds up what they stand for. */
static void time_is_right(void) {
    pinworker_profile *profile = start_profile(20 * MS);
    int64_t before = cpu_time();
    burn_in_handler(600 * MS);
    int64_t used = cpu_time() - before;
    CHECK_INT(pinworker_profile_stop(profile), 0);
    uint64_t samples = profile_stats(profile).samples, periods = (uint64_t)(used / (20 * MS));
    printf("%lu samples of 20 ms for %ld ms\n", (unsigned long)samples, (long)(used / MS));
    CHECK(samples > 0 && samples <= periods * 5 / 4 + 1);
    pinworker_profile_free(profile);
}

static void full_buffer_is_counted(void) {
    pinworker_profile *profile;
    pinworker_profile_options options = PINWORKER_PROFILE_OPTIONS_INIT;
    options.period = MS;
    options.buffer = 4096;
    CHECK_INT(pinworker_profile_start(&options, &profile), 0);
    while (profile_stats(profile).lost < 3) burn_in_handler(20 * MS);
    write_profile(profile, "/dev/null"); /* while it runs */
    CHECK_INT(pinworker_profile_write(profile, -1), -EBADF);
    CHECK_INT(pinworker_profile_stop(profile), 0);
    uint64_t samples = profile_stats(profile).samples;
    CHECK(samples > 0 && samples <= options.buffer / 32); /* a sample takes more, however short its stack */
    pinworker_profile_free(profile);
}

static void *short_life(void *arg) {
    burn_in_handler(MS / 2);
    return arg;
}

/* Threads that come and go, and take each other's numbers, while profiles are written. */
static void threads_come_and_go(void) {
    pinworker_profile *profile = start_profile(MS);
    for (int round = 0; round < 40; round++) {
        pthread_t threads[8];
        for (int i = 0; i < 8; i++) threads[i] = spawn(short_life, NULL);
        if (round % 10 == 0) write_profile(profile, "/dev/null");
        for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    }
    EVENTUALLY(profile_stats(profile).threads == (uint64_t)threads_at_rest() - 1); /* not the one that looks */
    CHECK_INT(profile_stats(profile).missed, 0);
    pinworker_profile_free(profile);
}

/* Jumps out of panics and faults, and owners that are replaced, under fire. */
static int burn_and_fail(void *state, void *data) {
    static volatile int *volatile nowhere = (volatile int *)16;
    (void)state;
    burn_in_worker(3 * MS);
    if (*(int *)data) *nowhere = 1;
    pinworker_panic("out");
}

static void workers_restart(void) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.breaker_limit = 2;
    options.backoff_min = options.backoff_max = MS;
    options.contain_faults = 1;
    pinworker *worker = start(&options);
    pinworker_profile *profile = start_profile(MS);
    for (int failed = 0; failed < 24;) {
        int fault = failed % 3 == 0, result = pinworker_run(worker, burn_and_fail, &fault, sizeof fault);
        if (result == -EOWNERDEAD) continue;
        CHECK_INT(result, fault ? -EFAULT : -EREMOTEIO);
        failed++;
    }
    CHECK(stats_of(worker).restarts >= 8);
    CHECK(profile_stats(profile).samples > 0);
    close_and_free(worker);
    pinworker_profile_free(profile);
}

static void forks(void) {
    pinworker_profile *profile = start_profile(MS);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        alarm(20);
        CHECK_INT(pinworker_profile_stop(profile), -ECHILD);
        CHECK_INT(pinworker_profile_write(profile, 1), -ECHILD);
#if !SANITIZED /* their allocators may have been locked by the thread that looks for others, which is not here */
        pinworker_profile_free(profile);
        pinworker_profile *own = start_profile(MS);
        while (profile_stats(own).samples == 0) burn_in_handler(5 * MS);
        pinworker_profile_free(own);
#endif
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
    uint64_t before = profile_stats(profile).samples;
    while (profile_stats(profile).samples == before) burn_in_handler(5 * MS);
    pinworker_profile_free(profile);
}

/* The kernel has no room for timers: the program goes on, and hears how many threads are not sampled. */
static void threads_without_timers_are_counted(void) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        struct rlimit none = {0};
        CHECK_INT(setrlimit(RLIMIT_SIGPENDING, &none), 0);
#if !defined __SANITIZE_THREAD__
        pinworker_profile *profile = start_profile(MS);
        CHECK_INT(profile_stats(profile).threads, 0);
        CHECK_INT(profile_stats(profile).missed, 1);
        burn_in_handler(20 * MS);
        CHECK_INT(profile_stats(profile).samples, 0);
        write_profile(profile, "/dev/null"); /* one of nothing */
        pinworker_profile_free(profile);
#endif
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
}

static void on_prof(int signal) { (void)signal; }

/* In a process of its own: once the profiler has the signal it keeps it. */
static void leaves_other_profilers_alone(void) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        pinworker_profile *profile;
        struct sigaction action = {.sa_handler = on_prof}, now;
        CHECK_INT(sigaction(SIGPROF, &action, NULL), 0);
        CHECK_INT(pinworker_profile_start(NULL, &profile), -EBUSY);
        CHECK_INT(sigaction(SIGPROF, NULL, &now), 0);
        CHECK(now.sa_handler == on_prof);
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
}

int main(int count, char **arguments) {
    if (count > 1) {
        make_profile(arguments[1]);
        return 0;
    }
    leaves_other_profilers_alone();
    threads_without_timers_are_counted();
    one_at_a_time();
    bad(1, 0, 0);
    bad(0, 100, 0);
    bad(0, 0, 1);
    time_is_right();
    full_buffer_is_counted();
    threads_come_and_go();
    workers_restart();
    forks();
    return 0;
}
