/* One pack file → one pl_pack. */
#include "config/pack.h"

#include <string.h>

#include "config/names.h"
#include "config/pack_read.h"
#include "config/shapes.h"

static bool read_uses(pl_reader *r, const cJSON *uses, pl_pack *pack) {
    if (uses == NULL) return true;
    if (!pl_json_check(r->json, uses, &pl_shape_uses, r->error)) return false;
    pack->uses.includes = pl_config_texts(r->config, pl_json_get(uses, "includes"));
    pack->uses.symbols = pl_config_texts(r->config, pl_json_get(uses, "symbols"));
    pack->uses.annotations = pl_config_texts(r->config, pl_json_get(uses, "annotations"));
    if (pack->uses.includes != NULL || pack->uses.symbols != NULL || pack->uses.annotations != NULL) return true;
    return pl_json_fail(
        r->json, uses, r->error,
        "\"uses\" names neither \"includes\" nor \"symbols\" nor \"annotations\"; leave it out for a pack that always "
        "applies");
}

static bool read_parts(pl_reader *r, const cJSON *root, pl_pack *pack) {
    pack->barriers = pl_config_texts(r->config, pl_json_get(root, "barriers"));
    pack->number_readers = pl_config_texts(r->config, pl_json_get(root, "number_readers"));
    return pl_read_sinks(r, pl_json_get(root, "sinks")) && pl_read_saves(r, pl_json_get(root, "saves")) &&
           pl_read_callbacks(r, pl_json_get(root, "callbacks")) && pl_read_entries(r, pl_json_get(root, "entries"));
}

/* "frameworks/redis" → "redis.handler" */
static const char *default_kind(pl_config *config, const char *name) {
    const char *slash = strrchr(name, '/');
    char *kind = g_strconcat(slash != NULL ? slash + 1 : name, ".handler", NULL);
    const char *kept = pl_config_text(config, kind);
    g_free(kind);
    return kept;
}

static bool read_pack(pl_reader *r, pl_pack *pack) {
    const cJSON *root = r->json->root;
    if (!pl_json_check(r->json, root, &pl_shape_pack, r->error)) return false;
    pack->title = pl_config_text(r->config, pl_json_text(root, "title"));
    const char *framework = pl_json_text(root, "framework");
    r->framework = pack->framework = framework != NULL ? pl_config_text(r->config, framework) : pack->title;
    r->default_kind = default_kind(r->config, pack->name);
    r->model = pack->model = (pl_model)pl_json_choice(root, "model", pl_model_names, PL_MODEL_UNKNOWN);
    pack->verified = pl_config_texts(r->config, pl_json_get(root, "verified"));
    pack->linted = pl_config_texts(r->config, pl_json_get(root, "linted"));
    return read_uses(r, pl_json_get(root, "uses"), pack) && read_parts(r, root, pack);
}

static pl_pack *new_pack(pl_config *config, const char *name, const char *path) {
    pl_pack *pack = g_new0(pl_pack, 1);
    g_ptr_array_add(config->owned, pack);
    pack->name = pl_config_text(config, name);
    pack->path = pl_config_text(config, path);
    return pack;
}

pl_pack *pl_pack_read(pl_config *owner, const char *path, const char *name, const char *shown, GError **error) {
    pl_json json;
    if (!pl_json_load(&json, path, error)) return NULL;
    pl_pack *pack = new_pack(owner, name, path);
    pl_reader reader;
    pl_reader_init(&reader, owner, &json, shown, error);
    bool ok = read_pack(&reader, pack);
    if (ok) pl_reader_finish(&reader, pack);
    pl_reader_clear(&reader);
    pl_json_clear(&json);
    return ok ? pack : NULL; /* what was read of a bad pack is freed with its owner */
}

pl_pack *pl_pack_of_project(pl_config *owner, const pl_json *json, const char *shown, GError **error) {
    const cJSON *root = json->root;
    pl_pack *pack = new_pack(owner, "project", json->name);
    pack->title = pack->framework = pl_config_text(owner, "This project");
    pl_reader reader;
    pl_reader_init(&reader, owner, json, shown, error);
    reader.framework = "this project";
    reader.default_kind = "project.handler";
    bool ok = read_parts(&reader, root, pack) && pl_read_sinks(&reader, pl_json_get(root, "wrappers"));
    if (ok) pl_reader_finish(&reader, pack);
    pl_reader_clear(&reader);
    return ok ? pack : NULL;
}

pl_pack *pl_pack_load(pl_config *owner, const char *path, GError **error) {
    char *base = g_path_get_basename(path);
    char *name = g_str_has_suffix(base, ".json") ? g_strndup(base, strlen(base) - strlen(".json")) : g_strdup(base);
    pl_pack *pack = pl_pack_read(owner, path, name, path, error);
    g_free(name);
    g_free(base);
    return pack;
}
