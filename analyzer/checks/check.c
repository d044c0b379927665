/* check.c: one check from front to back. The steps are in their own files. */
#include <string.h>

#include "checks/findings.h"
#include "checks/match.h"
#include "checks/packs.h"

typedef struct {
    pl_result result; /* first: this is what the caller holds */
    pl_keep keep;
    pl_entries *entries;
} owned_result;

bool *pl_barriers_find(const pl_program *program, const pl_config *config) {
    GPtrArray *globs = g_ptr_array_new();
    GPtrArray *packs = pl_packs_active(program, config);
    for (guint i = 0; i < packs->len; i++)
        for (const char *const *b = ((const pl_pack *)packs->pdata[i])->barriers; b && *b; b++)
            g_ptr_array_add(globs, (gpointer)*b);
    g_ptr_array_free(packs, TRUE);
    for (uint32_t i = 0; i < config->nsafe; i++)
        if (!config->safe[i].rules) g_ptr_array_add(globs, (gpointer)config->safe[i].function);
    g_ptr_array_add(globs, NULL);
    bool *barrier = g_new0(bool, program->nfuncs + 1);
    for (uint32_t f = 0; globs->len > 1 && f < program->nfuncs; f++)
        barrier[f] = pl_glob_any((const char *const *)globs->pdata, program->funcs[f].name);
    g_ptr_array_free(globs, TRUE);
    return barrier;
}

uint32_t *pl_safe_find(const pl_program *program, const pl_config *config) {
    if (!config->nsafe) return NULL;
    uint32_t *safe = g_new0(uint32_t, program->nfuncs + 1);
    for (uint32_t i = 0; i < config->nsafe; i++) {
        uint32_t rules = 0;
        for (uint32_t r = 0; r < pl_rule_count(); r++)
            if (!config->safe[i].rules || g_strv_contains(config->safe[i].rules, pl_rule_at(r)->info.id))
                rules |= 1u << r;
        for (uint32_t f = 0; f < program->nfuncs; f++)
            if (pl_glob(config->safe[i].function, program->funcs[f].name)) safe[f] |= rules;
    }
    return safe;
}

/* What one program does with a shared library is not what the handlers of another do. One entry point per unit will do.
 */
static bool *find_elsewhere(const pl_context *cx) {
    const pl_program *p = cx->program;
    GHashTable *units = g_hash_table_new(NULL, NULL);
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < cx->entries->count; i++) {
        uint32_t func = cx->entries->items[i].func;
        if (g_hash_table_add(units, (gpointer)(uintptr_t)p->funcs[func].facts)) g_array_append_val(entries, func);
    }
    bool *elsewhere = pl_program_elsewhere(p, (const uint32_t *)(void *)entries->data, entries->len);
    g_array_free(entries, TRUE);
    g_hash_table_destroy(units);
    return elsewhere;
}

static void open_context(pl_context *cx) {
    uint32_t n = cx->program->nfuncs;
    pl_tier min = cx->options->has_min_tier ? cx->options->min_tier : cx->config->min_tier;
    cx->min_rank = pl_tier_rank(min);
    cx->entry_of = g_new(uint32_t, n + 1);
    memset(cx->entry_of, 0xff, (n + 1) * sizeof(uint32_t));
    cx->is_entry = g_new0(bool, n + 1);
    for (uint32_t i = 0; i < cx->entries->count; i++) {
        cx->entry_of[cx->entries->items[i].func] = i;
        cx->is_entry[cx->entries->items[i].func] = true;
    }
    cx->elsewhere = find_elsewhere(cx);
    cx->barrier = pl_barriers_find(cx->program, cx->config);
    cx->safe = pl_safe_find(cx->program, cx->config);
    pl_stage_end(cx->options->stages, "entry points");
    cx->sinks = pl_sinks_find(cx->program, cx->config);
    pl_stage_end(cx->options->stages, "sinks");
    cx->balance = pl_balance_find(cx->program, cx->config, cx->sinks, cx->is_entry);
    pl_stage_end(cx->options->stages, "balance");
    cx->wrappers = pl_wrappers_find(cx->program, cx->sinks, cx->balance, cx->is_entry);
    cx->directives = pl_directives_find(cx->program);
    pl_stage_end(cx->options->stages, "wrappers, directives");
}

static void close_context(pl_context *cx) {
    g_free(cx->entry_of);
    g_free(cx->is_entry);
    g_free(cx->elsewhere);
    g_free(cx->barrier);
    g_free(cx->safe);
    pl_sinks_free(cx->sinks);
    pl_wrappers_free(cx->wrappers);
    pl_balance_free(cx->balance);
    pl_directives_free(cx->directives);
}

static GArray *run_rules(const pl_context *cx, uint32_t *below) {
    GArray *findings = g_array_new(FALSE, FALSE, sizeof(pl_finding));
    for (uint32_t r = 0; r < pl_rule_count(); r++) {
        const pl_rule *rule = pl_rule_at(r);
        bool explicit;
        pl_level level = pl_rule_level(rule, cx->config, cx->options, &explicit);
        if (level == PL_LEVEL_OFF) continue;
        if (rule->categories)
            pl_findings_of_rule(cx, r, level, explicit, findings, below);
        else if (rule == &pl_rule_bad_directive)
            pl_findings_bad_directive(cx, level, findings);
        else if (rule == &pl_rule_unused_allow)
            pl_findings_unused_allow(cx, level, findings);
        pl_stage_end(cx->options->stages, rule->info.id);
    }
    pl_findings_settle(cx->keep, findings);
    pl_stage_end(cx->options->stages, "sort findings");
    return findings;
}

/* Both structs begin with the path and a text. */
static int by_path(const void *a, const void *b) {
    const char *const *x = a, *const *y = b;
    int c = g_strcmp0(x[0], y[0]);
    return c ? c : g_strcmp0(x[1], y[1]);
}

static void copy_units(owned_result *own, const pl_check_options *options, const char *root) {
    GArray *lost = g_array_new(FALSE, FALSE, sizeof(pl_lost_unit));
    for (uint32_t i = 0; i < options->nlost; i++) {
        pl_lost_unit unit = {pl_keep_text(&own->keep, pl_below(root, options->lost[i].path)),
                             pl_keep_text(&own->keep, options->lost[i].problem)};
        g_array_append_val(lost, unit);
    }
    GArray *noted = g_array_new(FALSE, FALSE, sizeof(pl_noted_unit));
    for (uint32_t i = 0; i < options->nnoted; i++) {
        pl_noted_unit unit = options->noted[i];
        unit.path = pl_keep_text(&own->keep, pl_below(root, unit.path));
        unit.first_error = pl_keep_text(&own->keep, unit.first_error);
        GPtrArray *refused = g_ptr_array_new();
        for (const char *const *r = unit.refused; r && *r; r++)
            g_ptr_array_add(refused, (gpointer)pl_keep_text(&own->keep, *r));
        g_ptr_array_add(refused, NULL);
        if (unit.refused) unit.refused = pl_keep_copy(&own->keep, refused->pdata, refused->len * sizeof(gpointer));
        g_ptr_array_free(refused, TRUE);
        g_array_append_val(noted, unit);
    }
    own->result.nlost = lost->len;
    own->result.nnoted = noted->len;
    if (lost->len) g_array_sort(lost, by_path);
    if (noted->len) g_array_sort(noted, by_path);
    own->result.lost = pl_keep_array(&own->keep, lost);
    own->result.noted = pl_keep_array(&own->keep, noted);
}

/* A unit whose facts are incomplete is among the lost ones. */
static uint32_t count_parsed(const pl_program *program) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < program->nfacts; i++) count += !program->facts[i]->unit.fatal;
    return count;
}

pl_result *pl_check(const pl_program *program, const pl_config *config, const pl_check_options *options) {
    static const pl_check_options none = {0};
    owned_result *own = g_new0(owned_result, 1);
    pl_keep_init(&own->keep);
    own->entries = pl_entries_find(program, config);
    pl_context cx = {.program = program,
                     .config = config,
                     .options = options ? options : &none,
                     .keep = &own->keep,
                     .entries = own->entries};
    open_context(&cx);
    pl_result *result = &own->result;
    GArray *findings = run_rules(&cx, &result->summary.below_min_tier);
    close_context(&cx);

    result->nfindings = findings->len;
    for (guint i = 0; i < findings->len; i++)
        if (g_array_index(findings, pl_finding, i).suppressed) result->summary.suppressed++;
    result->findings = pl_keep_array(&own->keep, findings);
    result->rules = pl_rules(&result->nrules);
    copy_units(own, cx.options, config->root);
    result->summary.units = count_parsed(program) + result->nlost;
    result->summary.entries = own->entries->count;
    pl_program_count(program, &result->summary.program);
    result->root = pl_keep_text(&own->keep, config->root ? config->root : "");
    if (config->project_file) result->config = pl_keep_text(&own->keep, pl_below(config->root, config->project_file));
    return result;
}

void pl_result_free(pl_result *result) {
    if (!result) return;
    owned_result *own = (owned_result *)result;
    pl_entries_free(own->entries);
    pl_keep_clear(&own->keep);
    g_free(own);
}
