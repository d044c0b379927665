/* rules.c: see rules.h. */
#include "checks/rules.h"

#include <string.h>

#include "support/nearest.h"

#define ROW(name, id) &pl_rule_##name,
static const pl_rule *const table[] = {PL_RULE_TABLE(ROW)};
enum { NRULES = G_N_ELEMENTS(table) };
G_STATIC_ASSERT(G_N_ELEMENTS(table) <= 32); /* PL_MAX_RULES */

uint32_t pl_rule_count(void) { return NRULES; }
const pl_rule *pl_rule_at(uint32_t index) { return table[index]; }

uint32_t pl_rule_index(const char *id) {
    for (uint32_t i = 0; i < NRULES; i++)
        if (!strcmp(table[i]->info.id, id)) return i;
    return PL_NONE;
}

const pl_rule_info *pl_rule_find(const char *id) {
    uint32_t i = pl_rule_index(id);
    return i == PL_NONE ? NULL : &table[i]->info;
}

#define INFO(name, id) &pl_rule_##name.info,
const pl_rule_info *const *pl_rules(uint32_t *count) {
    static const pl_rule_info *const infos[] = {PL_RULE_TABLE(INFO) NULL};
    if (count) *count = NRULES;
    return infos;
}

#define ID(name, id) id,
const char *const *pl_rule_ids(void) {
    static const char *const ids[] = {PL_RULE_TABLE(ID) NULL};
    return ids;
}

const char *pl_rule_nearest(const char *id) { return pl_nearest(id, pl_rule_ids()); }

pl_level pl_rule_level(const pl_rule *rule, const pl_config *config, const pl_check_options *options, bool *explicit) {
    pl_level level = rule->info.level;
    bool given = false;
    for (uint32_t i = 0; i < config->nseverities; i++) {
        if (strcmp(config->severities[i].rule, rule->info.id)) continue;
        level = config->severities[i].level;
        given = true;
    }
    if (options && options->only_rules) {
        bool named = false;
        for (const char *const *id = options->only_rules; *id; id++) named = named || !strcmp(*id, rule->info.id);
        if (!named)
            level = PL_LEVEL_OFF;
        else if (level == PL_LEVEL_OFF)
            level = rule->when_named;
    }
    if (explicit) *explicit = given;
    return level;
}
