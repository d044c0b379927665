#include "cpus.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cgroup.h"

unsigned pw_cpus_count(const pw_cpus *cpus) {
    unsigned count = 0;
    for (size_t i = 0; i < sizeof cpus->bits / sizeof *cpus->bits; i++) {
        count += (unsigned)__builtin_popcountl(cpus->bits[i]);
    }
    return count;
}

static bool number(const char **at, unsigned *value) {
    if (**at < '0' || **at > '9') return false; /* strtoul also takes blanks and signs */
    char *end;
    unsigned long read = strtoul(*at, &end, 10);
    *at = end;
    *value = (unsigned)read;
    return read < PW_CPUS;
}

static bool sign(const char **at, char wanted) {
    if (**at != wanted) return false;
    ++*at;
    return true;
}

/* USED/GROUP: of each GROUP CPUs the first USED. */
static bool stride(const char **at, unsigned *used, unsigned *group) {
    return number(at, used) && sign(at, '/') && number(at, group) && *used > 0 && *used <= *group;
}

/* FIRST[-LAST[:USED/GROUP]] */
static bool range(const char **at, pw_cpus *cpus) {
    unsigned first, last, used = 1, group = 1;
    if (!number(at, &first)) return false;
    last = first;
    if (sign(at, '-')) {
        if (!number(at, &last) || last < first) return false;
        if (sign(at, ':') && !stride(at, &used, &group)) return false;
    }
    for (unsigned cpu = first; cpu <= last; cpu++) {
        if ((cpu - first) % group < used) pw_cpus_add(cpus, cpu);
    }
    return true;
}

int pw_cpus_parse(const char *text, pw_cpus *cpus) {
    memset(cpus, 0, sizeof *cpus);
    const char *at = text;
    while (*at && *at != '\n') {
        if (at != text && !sign(&at, ',')) return -EINVAL;
        if (!range(&at, cpus)) return -EINVAL;
    }
    return at[0] == '\n' && at[1] ? -EINVAL : 0;
}

static unsigned end_of_run(const pw_cpus *cpus, unsigned cpu) {
    while (cpu + 1 < PW_CPUS && pw_cpus_has(cpus, cpu + 1)) cpu++;
    return cpu;
}

void pw_cpus_format(const pw_cpus *cpus, char *text, size_t size) {
    static const char more[] = "...";
    size_t length = 0;
    text[0] = 0;
    for (unsigned cpu = 0; cpu < PW_CPUS; cpu++) {
        if (!pw_cpus_has(cpus, cpu)) continue;
        unsigned last = end_of_run(cpus, cpu);
        char run[32];
        int added = last == cpu ? snprintf(run, sizeof run, "%s%u", length ? "," : "", cpu)
                                : snprintf(run, sizeof run, "%s%u-%u", length ? "," : "", cpu, last);
        if (length + (size_t)added + sizeof more > size) {
            memcpy(text + length, more, sizeof more);
            return;
        }
        memcpy(text + length, run, (size_t)added + 1);
        length += (size_t)added;
        cpu = last;
    }
}

int pw_cpus_get(pw_cpus *cpus) {
    memset(cpus, 0, sizeof *cpus);
    return sched_getaffinity(0, sizeof *cpus, (cpu_set_t *)(void *)cpus) == 0 ? 0 : -errno;
}

int pw_cpus_set(const pw_cpus *cpus) {
    return sched_setaffinity(0, sizeof *cpus, (const cpu_set_t *)(const void *)cpus) == 0 ? 0 : -errno;
}

bool pw_cpus_suffice(unsigned owners) {
    pw_cpus cpus;
    if (pw_cgroup_cpus("/proc/self/cgroup", "/sys/fs/cgroup") <= owners) return false;
    return owners == 1 || (pw_cpus_get(&cpus) == 0 && pw_cpus_count(&cpus) > owners);
}
