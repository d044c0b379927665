#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

/* ---- in the child ---- */

/* Exit codes of a child. */
enum { DONE = 0, NOT_STARTED = 10, LOST = 11 };

static void run_here(const bench_run *run, int out) {
    const bench_workload *workload = run->workload;
    bench_session session;
    if (!bench_session_start(&session, run->peer, run->regime, workload->workers, workload->clients))
        _exit(NOT_STARTED);
    if (run->warm_up) workload->run(workload, &session, run->warm_up);
    int64_t cpu = bench_cpu_time(), switches = bench_switches();
    int64_t ns = workload->run(workload, &session, run->jobs);
    cpu = bench_cpu_time() - cpu;
    switches = bench_switches() - switches;
    if (!bench_session_stop(&session, run->warm_up + run->jobs)) _exit(LOST);
    dprintf(out, "%" PRId64 " %" PRId64 " %" PRId64 "\n", ns, cpu, switches);
    _exit(DONE);
}

static void run_program(const bench_run *run, int out) {
    const bench_workload *workload = run->workload;
    bool two = run->regime->spread == BENCH_TWO_CPUS;
    enum { WORDS = 7, WIDTH = 24 };
    char word[WORDS][WIDTH], cpus[WIDTH];
    snprintf(word[0], WIDTH, "%u", workload->clients);
    snprintf(word[1], WIDTH, "%u", workload->workers);
    snprintf(word[2], WIDTH, "%zu", workload->batch);
    snprintf(word[3], WIDTH, "%" PRIu64, run->warm_up);
    snprintf(word[4], WIDTH, "%" PRIu64, run->jobs);
    snprintf(word[5], WIDTH, "%d", two ? bench_worker_cpu(run->regime) : -1);
    snprintf(word[6], WIDTH, "%s", run->peer->program_argument);
    /* All CPUs of the regime, although it starts on those of the clients. */
    snprintf(cpus, sizeof cpus, "%u", bench_regime_cpus(run->regime));
    setenv("GOMAXPROCS", cpus, 1);
    bench_enter_all(run->regime);
    bench_enter_clients(run->regime);
    dup2(out, STDOUT_FILENO);
    execl(run->peer->program, run->peer->program, workload->shape, word[0], word[1], word[2], word[3], word[4], word[5],
          word[6], (char *)NULL);
    _exit(NOT_STARTED);
}

static void child(const bench_run *run, int out, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || (run->group && !bench_cgroup_enter(run->group))) _exit(NOT_STARTED);
    if (run->peer->program)
        run_program(run, out);
    else
        run_here(run, out);
}

/* ---- in the parent ---- */

static bool wait_readable(int in, int64_t until) {
    struct pollfd fd = {.fd = in, .events = POLLIN};
    for (;;) {
        int64_t left = until - bench_now();
        if (left <= 0) return false;
        int ready = poll(&fd, 1, (int)(left / 1000000) + 1);
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

/* Up to the end of what the child prints, which is when it ends. */
static bool read_all(int in, char *text, size_t size, int64_t until) {
    size_t used = 0;
    while (wait_readable(in, until)) {
        ssize_t got = read(in, text + used, size - 1 - used);
        if (got > 0) used += (size_t)got;
        text[used] = 0;
        if (got <= 0) return true;
    }
    return false;
}

static bench_status status_of(int wait_status) {
    if (!WIFEXITED(wait_status)) return BENCH_FAILED;
    switch (WEXITSTATUS(wait_status)) {
    case DONE: return BENCH_OK;
    case LOST: return BENCH_LOST;
    default: return BENCH_FAILED;
    }
}

static bench_result collect(pid_t pid, int in, int64_t until) {
    char text[128] = "";
    bench_result result = {.status = BENCH_HUNG};
    bool ended = read_all(in, text, sizeof text, until);
    if (!ended) kill(pid, SIGKILL);
    int wait_status = 0;
    while (waitpid(pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    if (!ended) return result;
    result.status = status_of(wait_status);
    if (result.status != BENCH_OK) return result;
    char *end = NULL;
    result.ns = strtoll(text, &end, 10);
    result.cpu_ns = strtoll(end, &end, 10);
    result.switches = strtoll(end, NULL, 10);
    if (result.ns <= 0) result.status = BENCH_FAILED;
    return result;
}

bench_result bench_measure(const bench_run *run) {
    bench_result failed = {.status = BENCH_FAILED};
    int ends[2];
    bench_cpu_count(); /* before the child is pinned */
    if (pipe2(ends, O_CLOEXEC) != 0) return failed;
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(run, ends[1], parent);
    }
    close(ends[1]);
    bench_result result = pid < 0 ? failed : collect(pid, ends[0], bench_now() + run->patience);
    close(ends[0]);
    return result;
}

const char *bench_status_name(bench_status status) {
    static const char *const names[] = {"ok", "lost jobs", "hung", "failed"};
    return names[status];
}

/* ---- calibration ---- */

static uint64_t whole_units(double jobs, uint64_t unit) {
    if (jobs < (double)unit) return unit;
    return (uint64_t)jobs / unit * unit;
}

uint64_t bench_warm_up(const bench_workload *workload, uint64_t jobs, double part) {
    return whole_units((double)jobs * part, workload->unit);
}

/* Warmed up as when it counts: who adapts is slow at first, and would be given too few jobs. */
uint64_t bench_calibrate(const bench_run *run, int64_t ns, double warm_up_part, bench_status *status) {
    enum { MOST_STEPS = 10, MOST_GROWTH = 32 };
    bench_run trial = *run;
    trial.jobs = run->workload->unit;
    for (int step = 0; step < MOST_STEPS; step++) {
        trial.warm_up = bench_warm_up(run->workload, trial.jobs, warm_up_part);
        bench_result result = bench_measure(&trial);
        *status = result.status;
        if (result.status != BENCH_OK) return 0;
        double growth = (double)ns / (double)result.ns;
        if (growth > MOST_GROWTH) growth = MOST_GROWTH;
        trial.jobs = whole_units((double)trial.jobs * growth, run->workload->unit);
        if (growth < 3) break;
    }
    return trial.jobs;
}
