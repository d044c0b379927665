/* sarif.h: the parts of the SARIF 2.1.0 writer. Internal to report/. Every function returns a tree of the caller's
 * (cJSON_Delete, or given to pl_json_emit). No errors; one thread at a time. */
#ifndef PINLINT_REPORT_SARIF_H
#define PINLINT_REPORT_SARIF_H

#include <cjson/cJSON.h>

#include "report/report.h"
#include "report/source.h"

/* What GitHub keeps; longer ones are shortened here, so that the ends of a path survive. */
enum {
    PL_SARIF_DESCRIPTION = 1024, /* characters */
    PL_SARIF_FLOW = 1000,        /* thread-flow locations of a result */
    PL_SARIF_HOPS_IN_WORDS = 80, /* related locations are at most 100 */
    PL_SARIF_NAME = 200,         /* characters of one name in a message */
    PL_SARIF_MESSAGE = 4000,     /* characters of the finding's own sentence */
};

typedef struct {
    const pl_result *result;
    const pl_report_options *options;
    pl_sources *sources;
} pl_sarif;

/* sarif_rules.c */
cJSON *pl_sarif_driver(const pl_sarif *sarif);
int pl_sarif_rule_index(const pl_sarif *sarif, const pl_rule_info *rule); /* -1: not in the table */
/* Indices of the driver's notifications. */
enum { PL_SARIF_LOST_UNIT, PL_SARIF_PARSE_ERRORS, PL_SARIF_REFUSED_ARGUMENTS, PL_SARIF_NNOTIFICATIONS };
const char *pl_sarif_notification_id(int notification);

/* sarif_place.c */
cJSON *pl_sarif_message(const char *text); /* {"text": ...}, controls made visible */
cJSON *pl_sarif_artifact(const pl_sarif *sarif, const char *path);
/* A whole location. `function`: that holds it, or NULL; `message`: or NULL; `id`: 0 for none. */
cJSON *pl_sarif_location(const pl_sarif *sarif, const pl_place *place, const char *function, const char *message,
                         uint32_t id);

/* sarif_words.c: message.text, and relatedLocations in the order that it links to them. */
void pl_sarif_words(const pl_sarif *sarif, const pl_finding *finding, cJSON *result);

/* sarif_result.c */
cJSON *pl_sarif_result(const pl_sarif *sarif, const pl_finding *finding);

#endif
