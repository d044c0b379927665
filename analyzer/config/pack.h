/* pack.h: a pack from its file, or from a project's own part of .pinlint.json. The owner keeps all memory, of failed
 * packs too; NULL and *error ("file:line: ...") on the first mistake. Only for the folder config/. */
#ifndef PINLINT_CONFIG_PACK_H
#define PINLINT_CONFIG_PACK_H

#include "config/config.h"
#include "config/json.h"

/* `shown` is the file's name in pl_origin. */
pl_pack *pl_pack_read(pl_config *owner, const char *path, const char *name, const char *shown, GError **error);

/* From a project file whose keys were checked. */
pl_pack *pl_pack_of_project(pl_config *owner, const pl_json *json, const char *shown, GError **error);

/* Names of the packs under a directory ("sinks/posix"), sorted, each with its path; free both with g_ptr_array_unref.
 */
bool pl_pack_list(const char *directory, GPtrArray **names, GPtrArray **paths, GError **error);

#endif
