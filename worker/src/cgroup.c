#include "cgroup.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 4096, LINE = 4096 };

static bool read_line(const char *path, char *line, int size) {
    FILE *file = fopen(path, "re");
    if (!file) return false;
    bool read = fgets(line, size, file) != NULL;
    fclose(file);
    return read;
}

static unsigned whole_cpus(long long quota, long long period) {
    return quota > 0 && period > 0 && quota / period < UINT_MAX ? (unsigned)(quota / period) : UINT_MAX;
}

static bool number(const char **at, long long *value) {
    char *end;
    *value = strtoll(*at, &end, 10);
    bool any = end != *at;
    *at = end;
    return any;
}

/* Version 2: "QUOTA PERIOD" or "max PERIOD". */
static unsigned quota_2(const char *folder) {
    char path[PATH + 64], line[64];
    const char *at = line;
    long long quota, period;
    snprintf(path, sizeof path, "%s/cpu.max", folder);
    if (!read_line(path, line, sizeof line) || !number(&at, &quota) || !number(&at, &period)) return UINT_MAX;
    return whole_cpus(quota, period);
}

static long long number_in(const char *folder, const char *name) {
    char path[PATH + 64], line[64];
    const char *at = line;
    long long value;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return read_line(path, line, sizeof line) && number(&at, &value) ? value : -1;
}

static unsigned quota_1(const char *folder) {
    return whole_cpus(number_in(folder, "cpu.cfs_quota_us"), number_in(folder, "cpu.cfs_period_us"));
}

/* The group `path` below `root`, and all above it. In a container the path may be one that is not mounted there; what
 * is mounted then counts alone. */
static unsigned smallest(const char *root, const char *path, unsigned (*quota)(const char *)) {
    char folder[PATH];
    size_t shortest = strlen(root);
    if (snprintf(folder, sizeof folder, "%s%s", root, path) >= (int)sizeof folder) return UINT_MAX;
    unsigned least = UINT_MAX;
    for (;;) {
        unsigned here = quota(folder);
        if (here < least) least = here;
        char *slash = strrchr(folder + shortest, '/');
        if (!slash) return least;
        *slash = 0;
    }
}

static bool lists_cpu(const char *controllers) {
    for (const char *at = controllers; *at; at += strcspn(at, ","), at += *at == ',') {
        if (strncmp(at, "cpu", 3) == 0 && (at[3] == ',' || at[3] == 0)) return true;
    }
    return false;
}

/* "NUMBER:CONTROLLERS:PATH"; version 2 has no controllers. */
static unsigned of_line(char *line, const char *mount) {
    char *controllers = strchr(line, ':');
    char *path = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!path) return UINT_MAX;
    *controllers++ = 0;
    *path++ = 0;
    path[strcspn(path, "\n")] = 0;
    if (*controllers == 0) return smallest(mount, path, quota_2);
    if (!lists_cpu(controllers)) return UINT_MAX;
    char root[PATH];
    snprintf(root, sizeof root, "%s/%s", mount, controllers);
    unsigned both = smallest(root, path, quota_1);
    snprintf(root, sizeof root, "%s/cpu", mount);
    unsigned alone = smallest(root, path, quota_1);
    return both < alone ? both : alone;
}

unsigned pw_cgroup_cpus(const char *self, const char *mount) {
    FILE *file = fopen(self, "re");
    if (!file) return UINT_MAX;
    char line[LINE];
    unsigned least = UINT_MAX;
    while (fgets(line, sizeof line, file)) {
        unsigned here = of_line(line, mount);
        if (here < least) least = here;
    }
    fclose(file);
    return least;
}
