#include "noise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"

static int64_t of_timeval(struct timeval time) { return (int64_t)time.tv_sec * 1000000000 + time.tv_usec * 1000; }

static int64_t used_by(int who) {
    struct rusage usage;
    if (getrusage(who, &usage) != 0) return 0;
    return of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime);
}

/* /proc/stat, first line: what all CPUs did, in ticks. */
static void read_stat(int64_t *busy, int64_t *stolen) {
    enum { USER, NICE, SYSTEM, IDLE, WAITING, IRQ, SOFTIRQ, STOLEN, FIELDS };
    int64_t field[FIELDS] = {0};
    char line[512] = "";
    FILE *stat = fopen("/proc/stat", "r");
    if (stat) {
        if (!fgets(line, sizeof line, stat)) line[0] = 0;
        fclose(stat);
    }
    char *at = line + strcspn(line, " ");
    for (int i = 0; i < FIELDS; i++) field[i] = strtoll(at, &at, 10); /* what is not there is 0 */
    int64_t tick = 1000000000 / sysconf(_SC_CLK_TCK);
    *busy = (field[USER] + field[NICE] + field[SYSTEM] + field[IRQ] + field[SOFTIRQ]) * tick;
    *stolen = field[STOLEN] * tick;
}

bench_noise bench_noise_now(const bench_hogs *hogs) {
    bench_noise noise = {.clock = bench_now()};
    read_stat(&noise.others, &noise.stolen);
    noise.others -= used_by(RUSAGE_SELF) + used_by(RUSAGE_CHILDREN) + bench_hogs_time(hogs);
    return noise;
}

static double share(int64_t part, const bench_noise *from, const bench_noise *to) {
    double share = (double)part / (double)(to->clock - from->clock);
    return share > 0 ? share : 0; /* ticks are coarse */
}

double bench_noise_others(const bench_noise *from, const bench_noise *to) {
    return share(to->others - from->others, from, to);
}

double bench_noise_stolen(const bench_noise *from, const bench_noise *to) {
    return share(to->stolen - from->stolen, from, to);
}

void bench_calm_wait(bench_calm *calm) {
    static const struct timespec moment = {.tv_nsec = 100 * 1000 * 1000};
    while (calm->budget > 0) {
        bench_noise before = bench_noise_now(calm->hogs);
        nanosleep(&moment, NULL);
        bench_noise after = bench_noise_now(calm->hogs);
        calm->budget -= after.clock - before.clock;
        if (bench_noise_others(&before, &after) <= BENCH_CALM) return;
    }
}
