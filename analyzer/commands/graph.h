/* graph.h: the parts of pinlint graph. Texts that are returned are the caller's (g_free). Internal to commands/. */
#ifndef PINLINT_GRAPH_H
#define PINLINT_GRAPH_H

#include <cjson/cJSON.h>

#include "commands/commands.h"
#include "program/explain.h"

/* graph_json.c: all functions and calls, one a line. */
char *pl_graph_json(const pl_session *session, bool reasons);
void pl_graph_add_text(cJSON *object, const char *key, const char *text);
void pl_graph_add_place(cJSON *object, const pl_facts *facts, const pl_location *at);
const char *pl_graph_kind(const pl_call *call); /* "direct", "indirect", "virtual" */

/* graph_dot.c: a picture: the whole program, or what lies on a path between two functions (either may be NULL). NULL
 * after printing what is wrong. `most`: functions drawn, 0: as many as can be read when an end is given, else all. */
char *pl_graph_dot(const pl_session *session, const char *from, const char *to, uint32_t most);

/* graph_parts.c: which functions the picture shows. */
typedef struct {
    bool *shown; /* per func */
    uint32_t *from,
        *to;           /* per func: calls from the start, to the end; PL_NONE: none; NULL when no such end was given */
    int rank;          /* of the weakest edges that count */
    unsigned contexts; /* bits of the circumstances (pl_edge_context) of edges that count */
    uint32_t nshown, ntotal; /* ntotal: on any path */
    uint32_t longest;        /* calls on the longest of the shortest paths through what is shown */
} pl_graph_part;
bool pl_graph_counts(const pl_graph_part *part, const pl_edge *edge);
/* False after printing what is wrong. */
bool pl_graph_choose(const pl_session *session, const char *from, const char *to, uint32_t most, pl_graph_part *part);
void pl_graph_part_clear(pl_graph_part *part);

/* graph_explain.c */
char *pl_graph_unresolved(const pl_session *session, bool json);
/* The edges from `caller` ("f", or "f:12" for those of its line 12) to `callee` (NULL: any). *found: how many. NULL
 * after printing what is wrong. */
char *pl_graph_explain(const pl_session *session, const char *caller, const char *callee, bool json, uint32_t *found);

/* graph_handed.c: what is handed to library functions of which nothing is known, as text, and as the array "handed". */
void pl_graph_append_handed(GString *out, const pl_session *session);
void pl_graph_add_handed(cJSON *root, const pl_session *session);

/* graph_reason.c: sentences, without a full stop. */
char *pl_graph_reason(const pl_session *session, uint32_t edge);
/* Sentences for each step that brought the callee to the call, NULL-terminated (g_strfreev). */
char **pl_graph_ways(const pl_session *session, uint32_t edge);
char *pl_graph_lack(const pl_session *session, const pl_lack *lack, uint32_t site);   /* what is not known */
char *pl_graph_remedy(const pl_session *session, const pl_lack *lack, uint32_t site); /* what would resolve it */
const char *pl_graph_lack_name(pl_lack_kind kind);                                    /* "never-stored", ... */
/* "c->cmd->proc"; NULL for calls that name a function */
char *pl_graph_via(const pl_facts *facts, const pl_call *call);
const char *pl_graph_type(const pl_facts *facts, const pl_call *call); /* of what it calls */

#endif
