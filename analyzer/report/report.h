/* report.h: findings → bytes. One file per format; none of them does I/O beyond reading source lines for the text
 * format. */
#ifndef PINLINT_REPORT_H
#define PINLINT_REPORT_H

#include <glib.h>

#include "checks/finding.h"

typedef struct {
    bool colour;
    bool show_suppressed; /* include suppressed findings (text, gcc, json) and SARIF suppressions */
    bool all_entries;     /* text: show the path of every entry point, not only its name */
    unsigned columns;     /* terminal width for text, 0: do not wrap */
} pl_report_options;

typedef void (*pl_report_fn)(const pl_result *result, const pl_report_options *options, GString *out);
typedef struct {
    const char *name; /* "text", "gcc", "sarif", "json" */
    pl_report_fn write;
} pl_report_format;
const pl_report_format *pl_report_find(const char *name); /* NULL: no such format */
const char *const *pl_report_names(void);                 /* NULL-terminated */

/* The summary for stderr: units, handlers, functions, edges by tier, unresolved sites, findings by rule, lost units
 * with reasons. */
void pl_report_summary(const pl_result *result, GString *out);

/* Atomic: the file appears whole or not at all; "-" is standard output. */
bool pl_report_save(const char *path, const char *bytes, size_t size, GError **error);

#endif
