/* All of it together: the project's file, then the packs that it leaves on, then its own pack. */
#include "config/config.h"

#include <string.h>

#include "config/json.h"
#include "config/pack.h"
#include "config/pack_read.h"
#include "config/project.h"

pl_config *pl_config_new(void) {
    pl_config *config = g_new0(pl_config, 1);
    config->text = g_string_chunk_new(4096);
    config->owned = g_ptr_array_new_with_free_func(g_free);
    config->min_tier = PL_TIER_FIELD;
    return config;
}

void pl_config_free(pl_config *config) {
    if (config == NULL) return;
    g_ptr_array_free(config->owned, TRUE);
    g_string_chunk_free(config->text);
    g_free(config);
}

static bool load_shipped(pl_config *config, const char *directory, const GPtrArray *names, const GPtrArray *paths,
                         const bool *on, GPtrArray *packs, GError **error) {
    char *whole = g_canonicalize_filename(directory, NULL), *base = g_path_get_basename(whole);
    bool ok = true;
    for (guint i = 0; ok && i < names->len; i++) {
        if (!on[i]) continue;
        const char *name = g_ptr_array_index(names, i);
        char *shown = g_strdup_printf("%s/%s.json", base, name);
        pl_pack *pack = pl_pack_read(config, g_ptr_array_index(paths, i), name, shown, error);
        g_free(shown);
        ok = pack != NULL;
        if (ok) g_ptr_array_add(packs, pack);
    }
    g_free(base);
    g_free(whole);
    return ok;
}

static bool load_packs(pl_config *config, const char *directory, const pl_json *project, GError **error) {
    GPtrArray *names, *paths, *packs = g_ptr_array_new();
    if (!pl_pack_list(directory, &names, &paths, error)) {
        g_ptr_array_unref(packs);
        return false;
    }
    bool *on = g_new0(bool, names->len + 1);
    bool ok =
        pl_project_choose(project, names, on, error) && load_shipped(config, directory, names, paths, on, packs, error);
    if (ok && project != NULL) {
        pl_pack *own = pl_pack_of_project(config, project, pl_project_shown(config), error);
        ok = own != NULL;
        if (ok) g_ptr_array_add(packs, own);
    }
    config->npacks = packs->len;
    config->packs = pl_config_array(config, packs->pdata, packs->len * sizeof(pl_pack *));
    g_free(on);
    g_ptr_array_unref(names);
    g_ptr_array_unref(paths);
    g_ptr_array_unref(packs);
    return ok;
}

static bool load(pl_config *config, const char *pack_dir, const char *project_file, const char *start_dir,
                 const char *const *rule_ids, GError **error) {
    char *root = pl_project_default_root(project_file, start_dir);
    config->root = pl_config_text(config, root);
    g_free(root);
    pl_json json = {0};
    bool ok = true;
    if (project_file != NULL) {
        config->project_file = pl_config_text(config, project_file);
        ok = pl_json_load(&json, project_file, error) && pl_project_read(config, &json, rule_ids, error);
    }
    char *found = ok && pack_dir == NULL ? pl_default_pack_dir(error) : g_strdup(pack_dir);
    ok = ok && found != NULL && load_packs(config, found, json.root != NULL ? &json : NULL, error);
    g_free(found);
    pl_json_clear(&json);
    return ok;
}

pl_config *pl_config_load(const char *pack_dir, const char *project_file, const char *start_dir,
                          const char *const *rule_ids, GError **error) {
    if (start_dir == NULL) start_dir = ".";
    char *found = project_file != NULL ? g_strdup(project_file) : pl_project_find(start_dir);
    pl_config *config = pl_config_new();
    bool ok = load(config, pack_dir, found, start_dir, rule_ids, error);
    g_free(found);
    if (ok) return config;
    pl_config_free(config);
    return NULL;
}
