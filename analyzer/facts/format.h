/* format.h: facts as bytes. Compact (varints, one string table), versioned and checksummed (XXH3-64); deterministic:
 * equal facts give equal bytes. Reading trusts nothing: every index, count and string is checked, so that a damaged or
 * hostile file gives an error and never a wrong answer. */
#ifndef PINLINT_FORMAT_H
#define PINLINT_FORMAT_H

#include <glib.h>

#include "facts/facts.h"

enum { PL_FACTS_VERSION = 6 };

#define PL_FACTS_ERROR (pl_facts_error_quark())
GQuark pl_facts_error_quark(void);
enum { PL_FACTS_NOT_FACTS, PL_FACTS_OTHER_VERSION, PL_FACTS_DAMAGED, PL_FACTS_IO };

void pl_facts_write(const pl_facts *facts, GByteArray *out);

/* `name` is used in error messages only. The bytes may be freed afterwards. NULL and *error on failure. */
pl_facts *pl_facts_read(const uint8_t *bytes, size_t size, const char *name, GError **error);

/* Whole files; writing is atomic (a new file appears complete or not at all). */
bool pl_facts_save(const pl_facts *facts, const char *path, GError **error);
pl_facts *pl_facts_load(const char *path, GError **error);

/* All of it as JSON text, for people and scripts (`pinlint facts dump`); the caller frees it with g_free. */
char *pl_facts_to_json(const pl_facts *facts);

#endif
