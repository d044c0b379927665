/* shapes.h: which keys each object of a pack and of a .pinlint.json has. Constant tables; the one place that lists them
 * in C. rules/pack.schema.json and rules/project.schema.json say the same to editors, and test_config_schema.c checks
 * that both agree. Only for the folder config/ and its tests. */
#ifndef PINLINT_CONFIG_SHAPES_H
#define PINLINT_CONFIG_SHAPES_H

#include "config/config.h"
#include "config/json.h"

extern const pl_json_shape pl_shape_pack, pl_shape_uses, pl_shape_sink, pl_shape_save, pl_shape_when, pl_shape_unless,
    pl_shape_self, pl_shape_entry, pl_shape_callback, pl_shape_project, pl_shape_packs;

/* Which keys an entry takes, by its form; lists end with NULL. A key that may be given in the plural ("functions") is
 * named in the singular. */
typedef struct {
    const char *needs[3], *takes[3];
} pl_form_keys;
extern const pl_form_keys pl_form_table[PL_NENTRYFORMS];

#endif
