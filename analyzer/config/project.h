/* project.h: a project's own .pinlint.json: finding it, and what it sets. Only for the folder config/. */
#ifndef PINLINT_CONFIG_PROJECT_H
#define PINLINT_CONFIG_PROJECT_H

#include "config/config.h"
#include "config/json.h"

#define PL_PROJECT_FILE ".pinlint.json"

/* The nearest PL_PROJECT_FILE from `start` upwards, or NULL; the caller frees it. */
char *pl_project_find(const char *start);
/* The directory that paths in reports are relative to when no file says so: that of the project file, else the nearest
 * one from `start` upwards with a .git, else `start`. Absolute; the caller frees it. */
char *pl_project_default_root(const char *project_file, const char *start);

/* How origins name the project's file: short, when it lies under the root, which must have been read. */
const char *pl_project_shown(const pl_config *config);

/* Checks the keys and sets severities, require_reasons, min_tier, root, overrides and safe functions. Entries, sinks
 * and the rest are pl_pack_of_project's. */
bool pl_project_read(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error);

/* "calls" and "safe" (overrides.c). */
bool pl_project_overrides(pl_config *config, const pl_json *json, const char *const *rule_ids, GError **error);

/* Which of the shipped packs are on: an element of `on` for each of `names`. */
bool pl_project_choose(const pl_json *json, const GPtrArray *names, bool *on, GError **error);

#endif
