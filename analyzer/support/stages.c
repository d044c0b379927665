/* stages.c: see stages.h. */
#include "support/stages.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
    const char *name;
    double seconds, cpu;
    long peak; /* KiB */
} stage;

typedef struct {
    const char *name;
    guint64 count;
} counter;

struct pl_stages {
    GArray *stages, *counters;
    double seconds, cpu; /* when the last stage ended */
};

static double clock_of(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Of this process: the parsers of units are processes of their own, with limits of their own. */
static long peak_memory(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss / 1024; /* bytes there */
#else
    return usage.ru_maxrss;
#endif
}

pl_stages *pl_stages_new(void) {
    pl_stages *s = g_new0(pl_stages, 1);
    s->stages = g_array_new(FALSE, FALSE, sizeof(stage));
    s->counters = g_array_new(FALSE, FALSE, sizeof(counter));
    s->seconds = clock_of(CLOCK_MONOTONIC);
    s->cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    return s;
}

void pl_stages_free(pl_stages *s) {
    if (!s) return;
    g_array_free(s->stages, TRUE);
    g_array_free(s->counters, TRUE);
    g_free(s);
}

static stage *stage_of(pl_stages *s, const char *name) {
    for (guint i = 0; i < s->stages->len; i++)
        if (strcmp(g_array_index(s->stages, stage, i).name, name) == 0) return &g_array_index(s->stages, stage, i);
    stage fresh = {.name = name};
    g_array_append_val(s->stages, fresh);
    return &g_array_index(s->stages, stage, s->stages->len - 1);
}

void pl_stage_end(pl_stages *s, const char *name) {
    if (!s) return;
    double seconds = clock_of(CLOCK_MONOTONIC), cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    stage *at = stage_of(s, name);
    at->seconds += seconds - s->seconds;
    at->cpu += cpu - s->cpu;
    at->peak = peak_memory();
    s->seconds = seconds;
    s->cpu = cpu;
}

void pl_stage_count(pl_stages *s, const char *name, guint64 count) {
    if (!s) return;
    counter fresh = {name, count};
    g_array_append_val(s->counters, fresh);
}

void pl_stages_print(const pl_stages *s, GString *out) {
    g_string_append_printf(out, "%-24s %10s %10s %8s\n", "stage", "seconds", "cpu", "peak MiB");
    for (guint i = 0; i < s->stages->len; i++) {
        const stage *at = &g_array_index(s->stages, stage, i);
        g_string_append_printf(out, "%-24s %10.4f %10.4f %8ld\n", at->name, at->seconds, at->cpu, at->peak / 1024);
    }
    for (guint i = 0; i < s->counters->len; i++) {
        const counter *at = &g_array_index(s->counters, counter, i);
        g_string_append_printf(out, "%-24s %10" G_GUINT64_FORMAT "\n", at->name, at->count);
    }
}
