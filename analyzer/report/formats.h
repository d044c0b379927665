/* formats.h: the writers behind pl_report_find, one per file. See report.h. */
#ifndef PINLINT_REPORT_FORMATS_H
#define PINLINT_REPORT_FORMATS_H

#include "report/report.h"

#ifndef PINLINT_VERSION
#define PINLINT_VERSION "0.0.0"
#endif
#ifndef PINLINT_URL
#define PINLINT_URL "https://pinlint.example" /* where its documentation lives; the build may say */
#endif

void pl_report_text(const pl_result *result, const pl_report_options *options, GString *out);
void pl_report_gcc(const pl_result *result, const pl_report_options *options, GString *out);
void pl_report_sarif(const pl_result *result, const pl_report_options *options, GString *out);
void pl_report_json(const pl_result *result, const pl_report_options *options, GString *out);

#endif
