/* describe.h: the words that the formats share. Raw text: whoever shows it escapes it. Results are the caller's
 * (g_free). No errors. Thread-safe. */
#ifndef PINLINT_REPORT_DESCRIBE_H
#define PINLINT_REPORT_DESCRIBE_H

#include "checks/finding.h"

const char *pl_level_word(const pl_finding *finding); /* "error", "warning" or "note" */
const char *pl_or(const char *text, const char *otherwise);

char *pl_place_label(const pl_place *place);       /* "src/db.c:761", "src/db.c" without a line */
char *pl_place_column_text(const pl_place *place); /* "src/db.c:761:5" */
/* A macro made it, and is spelled elsewhere than on the very line shown. */
bool pl_place_from_macro(const pl_place *place);

/* "redis.command (Redis), stored in redisCommand.proc at src/commands.c:7316" */
char *pl_entry_text(const pl_entry_info *entry);
/* "field, through redisCommand.proc"; "" for a plain direct call */
char *pl_step_text(const pl_step *step);
/* "calls delGenericCommand (field, through x)": for a sentence about step > 0 */
char *pl_step_sentence(const pl_step *caller, const pl_step *step);
/* There is a wrapper, and no step's note says so already. */
bool pl_wrapper_unsaid(const pl_finding *finding);
/* Appends "also reached from 7 other entry points:"; `also` is spelled as the sentence wants it. */
void pl_append_others(GString *out, const char *also, const pl_finding *finding);
/* "suppressed: once a day (src/db.c:760)" */
char *pl_suppression_text(const pl_suppression *suppression);
/* "also reached from 2 other entry points: delCommand, unlinkCommand"; only when there are others */
char *pl_others_text(const pl_finding *finding);

#endif
