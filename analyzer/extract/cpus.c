/* How many CPUs this process may use. */
#include <glib.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "extract/pool.h"

static unsigned count_affinity(void) {
    for (int cpus = 1024; cpus <= 1 << 20; cpus *= 4) {
        cpu_set_t *set = CPU_ALLOC((size_t)cpus);
        size_t size = CPU_ALLOC_SIZE((size_t)cpus);
        int count = set && sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : 0;
        CPU_FREE(set);
        if (count > 0) return (unsigned)count;
    }
    return g_get_num_processors();
}

static bool read_line(const char *path, char *line, int size) {
    FILE *file = fopen(path, "re");
    bool good = file && fgets(line, size, file);
    if (file) fclose(file);
    return good;
}

/* "200000 100000": 2 CPUs. "max 100000" and whatever cannot be read: no limit (0). */
static unsigned parse_quota(const char *line) {
    char *end;
    guint64 quota = g_ascii_strtoull(line, &end, 10), period = g_ascii_strtoull(end, NULL, 10);
    if (quota == 0 || period == 0 || quota > G_MAXUINT32) return 0;
    return (unsigned)((quota + period - 1) / period);
}

static unsigned smaller(unsigned a, unsigned b) { return b > 0 && b < a ? b : a; }

/* Every group from this process' own up to the root may have a quota. */
static unsigned limit_by_groups(char *group, unsigned cpus) {
    char path[4200], line[128];
    for (;;) {
        g_snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", group);
        if (read_line(path, line, sizeof line)) cpus = smaller(cpus, parse_quota(line));
        char *slash = strrchr(group, '/');
        if (!slash) return cpus;
        *slash = '\0';
    }
}

unsigned pl_usable_cpus(void) {
    unsigned cpus = count_affinity();
    char line[4096], quota[64], period[64];
    FILE *groups = fopen("/proc/self/cgroup", "re");
    while (groups && fgets(line, sizeof line, groups)) {
        if (!g_str_has_prefix(line, "0::/")) continue;
        g_strchomp(line);
        cpus = limit_by_groups(line + 3, cpus);
    }
    if (groups) fclose(groups);
    if (read_line("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", quota, sizeof quota) &&
        read_line("/sys/fs/cgroup/cpu/cpu.cfs_period_us", period, sizeof period) && quota[0] != '-') {
        g_snprintf(line, sizeof line, "%s %s", g_strchomp(quota), g_strchomp(period));
        cpus = smaller(cpus, parse_quota(line));
    }
    return cpus;
}
