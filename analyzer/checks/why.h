/* why.h: paths between functions, for `pinlint why`.
 *
 * The answer owns its memory, also copies of names; free with pl_why_free. Programs and configurations are read only. A
 * name that no function has is an answer, not an error. */
#ifndef PINLINT_WHY_H
#define PINLINT_WHY_H

#include "checks/check.h"

typedef struct {
    const char *from; /* function, or NULL: every entry point */
    const char *to;   /* function or sink */
    bool has_min_tier;
    pl_tier min_tier;   /* else the configuration's */
    uint32_t max_paths; /* 0: 64 */
} pl_why_question;

typedef struct {
    const pl_entry_info *entry; /* NULL when the start is no entry point */
    const pl_step *steps;
    uint32_t nsteps;
    pl_tier tier;    /* weakest */
    const char *cut; /* the comment that cuts this path for its rules: "lockosthread:allow at src/a.c:7", or NULL */
} pl_path_answer;

typedef struct {
    const char *unknown;         /* the name that no function has, or NULL */
    const char *const *nearest;  /* then names like it, NULL-terminated; else NULL */
    const pl_path_answer *paths; /* all shortest paths over the surest edges, by start */
    uint32_t npaths;
    bool more;                  /* there are more than max_paths */
    const char *const *reasons; /* no path: why not, sentences, NULL-terminated; else NULL */
    uint32_t reached;           /* functions that the walk from the start reached */
    void *keep;
} pl_why;

pl_why *pl_why_ask(const pl_program *program, const pl_config *config, const pl_why_question *question);
void pl_why_free(pl_why *why);

#endif
