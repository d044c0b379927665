#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "worker.h"

/* Text that goes on past the end of its buffer, to know how long it would be. */
typedef struct pw_text {
    char *at;
    size_t size, length;
} pw_text;

static void add(pw_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(pw_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    bool fits = text->length < text->size;
    int length =
        vsnprintf(fits ? text->at + text->length : NULL, fits ? text->size - text->length : 0, format, arguments);
    va_end(arguments);
    if (length > 0) text->length += (size_t)length;
}

static void add_escaped(pw_text *text, const char *value) {
    for (; *value; value++) {
        if (*value == '\n')
            add(text, "\\n");
        else if (*value == '"' || *value == '\\')
            add(text, "\\%c", *value);
        else
            add(text, "%c", *value);
    }
}

static void add_labels(pw_text *text, const pinworker *worker) {
    add(text, "name=\"");
    add_escaped(text, worker->name);
    add(text, "\",role=\"");
    add_escaped(text, worker->labels.role);
    add(text, "\",id=\"");
    add_escaped(text, worker->labels.id);
    add(text, "\"");
}

/* Not as a double: printf writes the decimal point of the program's locale. */
static void add_seconds(pw_text *text, uint64_t ns) {
    add(text, "%" PRIu64 ".%09" PRIu64, ns / 1000000000, ns % 1000000000);
}

/* ---- numbers ---- */

typedef struct pw_metric {
    const char *name, *type, *help;
    size_t offset; /* of a uint64_t in pinworker_stats */
} pw_metric;

/* Versions do not agree on braces in macros. */
/* clang-format off */
#define METRIC(name, type, help, field) {"pinworker_" name, type, help, offsetof(pinworker_stats, field)}
/* clang-format on */
static const pw_metric metrics[] = {
    METRIC("jobs_submitted_total", "counter", "Jobs that were queued.", submitted),
    METRIC("jobs_completed_total", "counter", "Jobs that ran to their end.", completed),
    METRIC("jobs_failed_total", "counter", "Jobs that panicked or faulted.", failed),
    METRIC("jobs_cancelled_total", "counter", "Jobs that were dropped before they started.", cancelled),
    METRIC("jobs_abandoned_total", "counter", "Jobs that ran, but whose caller had left.", abandoned),
    METRIC("panics_total", "counter", "Panics on the owner thread.", panics),
    METRIC("faults_total", "counter", "Contained signals on the owner thread.", faults),
    METRIC("breaker_trips_total", "counter", "Times that the breaker ended the worker.", breaker_trips),
    METRIC("restarts_total", "counter", "Attempts to restart the worker.", restarts),
    METRIC("parks_total", "counter", "Times that the owner thread went to sleep.", parks),
    METRIC("queue_depth", "gauge", "Jobs that are queued or running.", depth),
    METRIC("queue_capacity", "gauge", "Jobs that can be queued or running.", queue),
};

static uint64_t value_of(const pinworker *worker, size_t offset) {
    pinworker_stats stats;
    pinworker_stats_get(worker, &stats);
    return *(const uint64_t *)(const void *)((const char *)&stats + offset);
}

static void add_head(pw_text *text, const char *name, const char *type, const char *help) {
    add(text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void add_value(pw_text *text, const char *name, const char *more, const pinworker *worker, uint64_t value) {
    add(text, "%s{", name);
    add_labels(text, worker);
    add(text, "%s} %" PRIu64 "\n", more, value);
}

static void add_metric(pw_text *text, const pw_metric *metric, pinworker *const *workers, unsigned count) {
    add_head(text, metric->name, metric->type, metric->help);
    for (unsigned i = 0; i < count; i++)
        add_value(text, metric->name, "", workers[i], value_of(workers[i], metric->offset));
}

static void add_refused(pw_text *text, pinworker *const *workers, unsigned count) {
    static const char name[] = "pinworker_jobs_refused_total";
    add_head(text, name, "counter", "Jobs that were never queued.");
    for (unsigned i = 0; i < count; i++) {
        pinworker_stats stats;
        pinworker_stats_get(workers[i], &stats);
        add_value(text, name, ",reason=\"full\"", workers[i], stats.refused_full);
        add_value(text, name, ",reason=\"down\"", workers[i], stats.refused_down);
        add_value(text, name, ",reason=\"closed\"", workers[i], stats.refused_closed);
        add_value(text, name, ",reason=\"limit\"", workers[i], stats.refused_limit);
    }
}

static void add_up(pw_text *text, pinworker *const *workers, unsigned count) {
    add_head(text, "pinworker_up", "gauge", "1 if the worker takes jobs.");
    for (unsigned i = 0; i < count; i++) add_value(text, "pinworker_up", "", workers[i], pw_up(workers[i]));
}

/* ---- histograms ---- */

static void add_histogram(pw_text *text, const char *name, const pinworker *worker,
                          const pinworker_histogram *histogram) {
    uint64_t below = 0;
    for (int i = 0; i < PINWORKER_BUCKETS; i++) {
        below += histogram->bucket[i];
        add(text, "%s_bucket{", name);
        add_labels(text, worker);
        add(text, ",le=\"");
        if (i == PINWORKER_BUCKETS - 1)
            add(text, "+Inf");
        else
            add_seconds(text, UINT64_C(64) << i);
        add(text, "\"} %" PRIu64 "\n", below);
    }
    add(text, "%s_sum{", name);
    add_labels(text, worker);
    add(text, "} ");
    add_seconds(text, histogram->sum);
    add(text, "\n%s_count{", name);
    add_labels(text, worker);
    add(text, "} %" PRIu64 "\n", histogram->count);
}

static void add_histograms(pw_text *text, const char *name, const char *help, bool run, pinworker *const *workers,
                           unsigned count) {
    add_head(text, name, "histogram", help);
    for (unsigned i = 0; i < count; i++) {
        pinworker_histogram histogram;
        pw_histogram_read(run ? &workers[i]->counts.run : &workers[i]->counts.wait, &histogram);
        add_histogram(text, name, workers[i], &histogram);
    }
}

size_t pw_metrics_text(pinworker *const *workers, unsigned count, char *text, size_t size) {
    pw_text out = {.at = text, .size = size};
    if (size > 0) text[0] = 0;
    add_up(&out, workers, count);
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) add_metric(&out, &metrics[i], workers, count);
    add_refused(&out, workers, count);
    add_histograms(&out, "pinworker_job_wait_seconds", "From queued to started, of the jobs that were measured.", false,
                   workers, count);
    add_histograms(&out, "pinworker_job_run_seconds", "From started to ended, of the jobs that were measured.", true,
                   workers, count);
    return out.length;
}

size_t pinworker_metrics_text(const pinworker *worker, char *text, size_t size) {
    pinworker *workers[] = {(pinworker *)worker};
    return pw_metrics_text(workers, 1, text, size);
}

size_t pinworker_metrics_text_all(pinworker *const *workers, size_t count, char *text, size_t size) {
    return pw_metrics_text(workers, (unsigned)count, text, size);
}
