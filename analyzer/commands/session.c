/* session.c: the pipeline: input → facts → configuration → linked and solved program. */
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"

/* Where the search for .pinlint.json begins: the deepest directory that holds nine of ten units. A few that
 * were generated elsewhere do not lead it astray. */
static char *home_of(const pl_session *s) {
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char *best = NULL;
    for (uint32_t i = 0; i < s->nfacts; i++) {
        const char *path = pl_path(s->facts[i], s->facts[i]->unit.main_file);
        char *dir = g_path_get_dirname(path);
        while (g_path_is_absolute(dir)) {
            guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, dir)) + 1;
            g_hash_table_insert(counts, g_strdup(dir), GUINT_TO_POINTER(n));
            bool most = (uint64_t)n * 10 > (uint64_t)s->nfacts * 9, deeper = !best || strlen(dir) > strlen(best);
            if (most && deeper) {
                g_free(best);
                best = g_strdup(dir);
            }
            if (strcmp(dir, "/") == 0) break;
            char *up = g_path_get_dirname(dir);
            g_free(dir);
            dir = up;
        }
        g_free(dir);
    }
    g_hash_table_destroy(counts);
    return best ? best : g_get_current_dir();
}

/* The nearest .pinlint.json above a directory, or NULL. */
static char *project_above(const char *directory) {
    char *dir = g_strdup(directory), *found = NULL;
    while (!found) {
        char *candidate = g_build_filename(dir, ".pinlint.json", NULL);
        if (g_file_test(candidate, G_FILE_TEST_EXISTS))
            found = candidate;
        else
            g_free(candidate);
        char *up = g_path_get_dirname(dir);
        bool top = strcmp(up, dir) == 0;
        g_free(dir);
        dir = up;
        if (top) break;
    }
    g_free(dir);
    return found;
}

/* The project file that applies: that of the place where nearly all units are, else the only one above any unit. False
 * when units have different ones: which is meant is not for us to guess. */
static bool find_project(const pl_session *s, const char *home, char **file) {
    *file = project_above(home);
    if (*file) return true;
    GHashTable *asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool agree = true;
    for (uint32_t i = 0; agree && i < s->nfacts; i++) {
        char *dir = g_path_get_dirname(pl_path(s->facts[i], s->facts[i]->unit.main_file));
        if (!g_hash_table_add(asked, dir)) continue;
        char *found = project_above(dir);
        agree = !*file || !found || strcmp(found, *file) == 0;
        if (!agree) pl_complain("two project files apply, %s and %s: choose one with --config", *file, found);
        if (!*file) *file = g_steal_pointer(&found);
        g_free(found);
    }
    g_hash_table_destroy(asked);
    return agree;
}

static bool load_config(pl_session *s, const pl_input *input) {
    GError *error = NULL;
    char *start = home_of(s);
    char *file = NULL;
    if (input->config)
        file = g_canonicalize_filename(input->config, NULL);
    else if (!find_project(s, start, &file))
        return g_free(file), g_free(start), false;
    s->config = pl_config_load(input->pack_dir, file, start, pl_rule_ids(), &error);
    g_free(file);
    g_free(start);
    if (!s->config) return pl_complain_of(error), false;
    if (input->root) {
        char *root = g_canonicalize_filename(input->root, NULL);
        s->config->root = g_string_chunk_insert(s->config->text, root);
        g_free(root);
    }
    return true;
}

static uint32_t gather_callbacks(pl_session *s) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(pl_callback));
    for (uint32_t i = 0; i < s->config->npacks; i++)
        g_array_append_vals(all, s->config->packs[i]->callbacks, s->config->packs[i]->ncallbacks);
    uint32_t count = all->len;
    s->callbacks = (pl_callback *)(void *)g_array_free(all, FALSE);
    return count;
}

static void gather_number_readers(pl_session *s) {
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t i = 0; i < s->config->npacks; i++)
        for (const char *const *n = s->config->packs[i]->number_readers; n && *n; n++)
            g_ptr_array_add(names, (gpointer)*n);
    g_ptr_array_add(names, NULL);
    s->number_readers = (const char **)g_ptr_array_free(names, FALSE);
}

/* Sinks, what undoes them, and what reads numbers may be pointers that a library fills. */
static GPtrArray *gather_pointers(const pl_config *config, const char *const *number_readers) {
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t i = 0; i < config->npacks; i++)
        for (uint32_t k = 0; k < config->packs[i]->nsinks; k++) {
            const pl_sink *sink = &config->packs[i]->sinks[k];
            g_ptr_array_add(names, (gpointer)sink->function);
            for (const char *const *r = sink->releases; r && *r; r++) g_ptr_array_add(names, (gpointer)*r);
        }
    for (; *number_readers; number_readers++) g_ptr_array_add(names, (gpointer)*number_readers);
    return names;
}

int pl_session_open(pl_session *s, const pl_input *input) {
    *s = (pl_session){.owned = g_ptr_array_new_with_free_func(g_free)};
    s->targets = pl_targets_new();
    if (input->time_report) s->stages = pl_stages_new();
    int code = input->facts ? pl_session_load(s, input) : pl_session_extract(s, input);
    if (code != PL_EXIT_CLEAN) return code;
    pl_stage_end(s->stages, input->facts ? "read facts" : "extract");
    if (!load_config(s, input)) return PL_EXIT_USAGE;
    uint32_t ncallbacks = gather_callbacks(s);
    pl_targets_add_outputs(s->targets, s->facts, s->nfacts);
    gather_number_readers(s);
    GPtrArray *pointers = gather_pointers(s->config, s->number_readers);
    pl_knowledge knowledge = {.callbacks = s->callbacks,
                              .ncallbacks = ncallbacks,
                              .targets = (const pl_link_target *)(void *)s->targets->targets->data,
                              .ntargets = s->targets->targets->len,
                              .overrides = s->config->overrides,
                              .noverrides = s->config->noverrides,
                              .pointers = (const char *const *)pointers->pdata,
                              .npointers = pointers->len,
                              .number_readers = s->number_readers,
                              .stages = s->stages};
    pl_stage_end(s->stages, "configuration");
    s->program = pl_program_new_with(s->facts, s->nfacts, &knowledge);
    g_ptr_array_free(pointers, TRUE);
    bool whole = !s->partial && !s->nlost && !input->flags;
    return whole && pl_names_missing(s->program, s->config) ? PL_EXIT_USAGE : PL_EXIT_CLEAN;
}

int pl_session_verdict(const pl_session *s, int code) {
    for (uint32_t i = 0; i < s->nlost; i++) pl_complain_of_unit(s->lost[i].path, s->lost[i].problem);
    return s->nlost && code <= PL_EXIT_FINDINGS ? PL_EXIT_INCOMPLETE : code;
}

/* Last, so that it has all. */
static void tell_stages(pl_stages *stages) {
    GString *text = g_string_new(NULL);
    pl_stages_print(stages, text);
    fputs(text->str, stderr);
    g_string_free(text, TRUE);
    pl_stages_free(stages);
}

void pl_session_clear(pl_session *s) {
    if (s->program) pl_program_free(s->program);
    if (s->config) pl_config_free(s->config);
    if (s->units)
        pl_unit_results_free(s->units, s->nunits);
    else
        for (uint32_t i = 0; i < s->nfacts; i++) pl_facts_free(s->facts[i]);
    if (s->commands) g_ptr_array_free(s->commands, TRUE);
    g_free(s->facts);
    g_free(s->lost);
    g_free(s->noted);
    g_free(s->callbacks);
    g_free(s->number_readers);
    pl_targets_free(s->targets);
    pl_stage_end(s->stages, "free");
    if (s->stages) tell_stages(s->stages);
    if (s->owned) g_ptr_array_free(s->owned, TRUE);
    *s = (pl_session){.config = NULL};
}
