/* session.c: the pipeline: input → facts → configuration → linked and solved program. */
#include <string.h>

#include "commands/commands.h"

/* The deepest directory above all files that were linted: where the search for .pinlint.json begins. */
static char *common_directory(const pl_session *s) {
    char *common = NULL;
    for (uint32_t i = 0; i < s->nfacts + s->nlost; i++) {
        const char *path =
            i < s->nfacts ? pl_path(s->facts[i], s->facts[i]->unit.main_file) : s->lost[i - s->nfacts].path;
        if (!g_path_is_absolute(path)) continue;
        char *dir = g_path_get_dirname(path);
        if (!common) {
            common = dir;
            continue;
        }
        for (;;) {
            size_t n = strlen(common);
            if (strncmp(dir, common, n) == 0 && (dir[n] == '/' || dir[n] == '\0' || strcmp(common, "/") == 0)) break;
            char *up = g_path_get_dirname(common);
            g_free(common);
            common = up;
        }
        g_free(dir);
    }
    return common ? common : g_get_current_dir();
}

static bool load_config(pl_session *s, const pl_input *input) {
    GError *error = NULL;
    char *start = common_directory(s);
    s->config = pl_config_load(input->pack_dir, input->config, start, pl_rule_ids(), &error);
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

int pl_session_open(pl_session *s, const pl_input *input) {
    *s = (pl_session){.owned = g_ptr_array_new_with_free_func(g_free)};
    int code = input->facts ? pl_session_load(s, input) : pl_session_extract(s, input);
    if (code != PL_EXIT_CLEAN) return code;
    if (!load_config(s, input)) return PL_EXIT_USAGE;
    uint32_t ncallbacks = gather_callbacks(s);
    s->program = pl_program_new(s->facts, s->nfacts, s->callbacks, ncallbacks);
    return PL_EXIT_CLEAN;
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
    if (s->owned) g_ptr_array_free(s->owned, TRUE);
    *s = (pl_session){.config = NULL};
}
