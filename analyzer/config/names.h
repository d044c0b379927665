/* names.h: the words that stand for the enums of config.h and program.h in packs and projects. Constant tables,
 * NULL-terminated, in the order of their enums. */
#ifndef PINLINT_CONFIG_NAMES_H
#define PINLINT_CONFIG_NAMES_H

extern const char *const pl_level_names[];      /* pl_level */
extern const char *const pl_category_names[];   /* pl_category */
extern const char *const pl_model_names[];      /* pl_model */
extern const char *const pl_entry_form_names[]; /* pl_entry_form */
extern const char *const pl_runs_names[];       /* pl_runs */
extern const char *const pl_tier_names[];       /* pl_tier */

#endif
