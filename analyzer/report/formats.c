#include "report/formats.h"

#include <string.h>

static const pl_report_format formats[] = {
    {"text", pl_report_text},
    {"gcc", pl_report_gcc},
    {"sarif", pl_report_sarif},
    {"json", pl_report_json},
};
static const char *const names[] = {"text", "gcc", "sarif", "json", NULL};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(formats) + 1);

const pl_report_format *pl_report_find(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    }
    return NULL;
}

const char *const *pl_report_names(void) { return names; }
