#include "regime.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const bench_regime bench_regimes[] = {
    {"free", "not pinned", BENCH_FREE, BENCH_QUIET, BENCH_UNLIMITED},
    {"one-cpu", "clients and workers on one CPU", BENCH_ONE_CPU, BENCH_QUIET, BENCH_UNLIMITED},
    {"two-cpus", "clients on one CPU, workers on another", BENCH_TWO_CPUS, BENCH_QUIET, BENCH_UNLIMITED},
    {"free+hog", "not pinned, beside one busy process", BENCH_FREE, BENCH_HOG, BENCH_UNLIMITED},
    {"one-cpu+hog", "clients, workers and one busy process on one CPU", BENCH_ONE_CPU, BENCH_HOG, BENCH_UNLIMITED},
    {"two-cpus+hog", "clients on one CPU, workers and one busy process on another", BENCH_TWO_CPUS, BENCH_HOG,
     BENCH_UNLIMITED},
    {"free+hogs", "not pinned, beside a busy process on every CPU", BENCH_FREE, BENCH_HOGS, BENCH_UNLIMITED},
    {"quota", "not pinned, in a control group that may use the time of one CPU", BENCH_FREE, BENCH_QUIET, BENCH_QUOTA},
    {"cpuset", "not pinned, in a control group that has one CPU", BENCH_FREE, BENCH_QUIET, BENCH_CPUSET},
    {NULL, NULL, BENCH_FREE, BENCH_QUIET, BENCH_UNLIMITED},
};

/* Read once, before anything is pinned, in the parent of all measurements. */
static const cpu_set_t *allowed(void) {
    static cpu_set_t set;
    static bool known;
    if (!known) known = sched_getaffinity(0, sizeof set, &set) == 0;
    return &set;
}

int bench_cpu(unsigned n) {
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, allowed()) && n-- == 0) return cpu;
    return -1;
}

unsigned bench_cpu_count(void) { return (unsigned)CPU_COUNT(allowed()); }

bool bench_regime_possible(const bench_regime *regime) {
    return bench_cpu_count() >= (regime->spread == BENCH_TWO_CPUS ? 2 : 1);
}

unsigned bench_regime_cpus(const bench_regime *regime) {
    bool one = regime->spread == BENCH_ONE_CPU || regime->limit == BENCH_CPUSET;
    return one ? 1 : bench_cpu_count();
}

int bench_worker_cpu(const bench_regime *regime) {
    switch (regime->spread) {
    case BENCH_FREE: return -1;
    case BENCH_ONE_CPU: return bench_cpu(0);
    case BENCH_TWO_CPUS: return bench_cpu(1);
    }
    return -1;
}

int bench_pin_cpu(const bench_regime *regime) {
    int cpu = bench_worker_cpu(regime);
    return cpu >= 0 ? cpu : bench_cpu(0);
}

static void enter(const cpu_set_t *set) {
    if (sched_setaffinity(0, sizeof *set, set) != 0) {
        perror("sched_setaffinity");
        exit(EXIT_FAILURE);
    }
}

void bench_enter_cpu(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)cpu, &set);
    enter(&set);
}

void bench_enter_all(const bench_regime *regime) {
    if (regime->spread == BENCH_ONE_CPU)
        bench_enter_cpu(bench_cpu(0));
    else
        enter(allowed());
}

void bench_enter_workers(const bench_regime *regime) {
    int cpu = bench_worker_cpu(regime);
    if (cpu >= 0)
        bench_enter_cpu(cpu);
    else
        enter(allowed());
}

void bench_enter_clients(const bench_regime *regime) {
    if (regime->spread == BENCH_FREE)
        enter(allowed());
    else
        bench_enter_cpu(bench_cpu(0));
}

/* ---- noise ---- */

static pid_t start_hog(int cpu) {
    pid_t parent = getpid(), pid = fork();
    if (pid != 0) return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(EXIT_FAILURE); /* it died before prctl */
    if (cpu >= 0) bench_enter_cpu(cpu);
    for (volatile unsigned spins = 0;; spins++) {
    }
}

bench_hogs bench_hogs_start(const bench_regime *regime) {
    bench_hogs hogs = {NULL, 0};
    if (regime->noise == BENCH_QUIET) return hogs;
    unsigned count = regime->noise == BENCH_HOGS ? bench_cpu_count() : 1;
    hogs.pids = calloc(count, sizeof *hogs.pids);
    for (; hogs.pids && hogs.count < count; hogs.count++) {
        int cpu = regime->noise == BENCH_HOGS ? bench_cpu(hogs.count) : bench_worker_cpu(regime);
        hogs.pids[hogs.count] = start_hog(cpu);
        if (hogs.pids[hogs.count] < 0) break;
    }
    return hogs;
}

void bench_hogs_stop(bench_hogs *hogs) {
    for (unsigned i = 0; i < hogs->count; i++) {
        kill(hogs->pids[i], SIGKILL);
        waitpid(hogs->pids[i], NULL, 0);
    }
    free(hogs->pids);
    *hogs = (bench_hogs){NULL, 0};
}

int64_t bench_hogs_time(const bench_hogs *hogs) {
    int64_t sum = 0;
    for (unsigned i = 0; i < hogs->count; i++) {
        clockid_t clock;
        struct timespec had;
        if (clock_getcpuclockid(hogs->pids[i], &clock) != 0 || clock_gettime(clock, &had) != 0) continue;
        sum += (int64_t)had.tv_sec * 1000000000 + had.tv_nsec;
    }
    return sum;
}
