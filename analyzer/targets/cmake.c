/* cmake.c: targets and their sources from the reply of CMake's file API (codemodel version 2), which CMake writes when
 * somebody has asked: mkdir -p BUILD/.cmake/api/v1/query && touch BUILD/.cmake/api/v1/query/codemodel-v2. */
#include <cjson/cJSON.h>
#include <string.h>

#include "support/path.h"
#include "targets/targets.h"

enum { MAX_DEPTH = 64 /* of libraries that use libraries */ };

typedef struct {
    cJSON *json;
    bool seen;
} cmake_target;

typedef struct {
    pl_targets *targets;
    char *reply; /* directory */
    const char *source;
    GHashTable *by_id; /* id -> cmake_target */
    GPtrArray *all;
} cmake;

static void free_target(gpointer data) {
    cJSON_Delete(((cmake_target *)data)->json);
    g_free(data);
}

static cJSON *read_json(const cmake *c, const char *name) {
    if (!name || strchr(name, '/')) return NULL;
    char *path = g_build_filename(c->reply, name, NULL), *text = NULL;
    gsize size = 0;
    cJSON *json = NULL;
    if (g_file_get_contents(path, &text, &size, NULL)) json = cJSON_ParseWithLength(text, size);
    g_free(text);
    g_free(path);
    return json;
}

static const char *text_of(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

/* The newest index: the last by name. */
static char *find_index(const char *reply) {
    GDir *dir = g_dir_open(reply, 0, NULL);
    char *last = NULL;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (!g_str_has_prefix(name, "index-") || !g_str_has_suffix(name, ".json")) continue;
        if (last && strcmp(name, last) < 0) continue;
        g_free(last);
        last = g_strdup(name);
    }
    if (dir) g_dir_close(dir);
    return last;
}

static cJSON *read_model(const cmake *c) {
    char *name = find_index(c->reply);
    cJSON *index = read_json(c, name), *model = NULL;
    const cJSON *object;
    cJSON_ArrayForEach(object, cJSON_GetObjectItemCaseSensitive(index, "objects")) {
        const cJSON *version = cJSON_GetObjectItemCaseSensitive(object, "version");
        bool right = g_strcmp0(text_of(object, "kind"), "codemodel") == 0 &&
                     cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(version, "major")) == 2;
        if (right && !model) model = read_json(c, text_of(object, "jsonFile"));
    }
    cJSON_Delete(index);
    g_free(name);
    return model;
}

static void read_targets(cmake *c, const cJSON *model) {
    const cJSON *item, *first = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(model, "configurations"), 0);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(first, "targets")) {
        cJSON *json = read_json(c, text_of(item, "jsonFile"));
        const char *id = text_of(json, "id");
        if (!id || !text_of(json, "name") || !text_of(json, "type") || g_hash_table_contains(c->by_id, id)) {
            cJSON_Delete(json);
            continue;
        }
        cmake_target *target = g_new0(cmake_target, 1);
        target->json = json;
        g_ptr_array_add(c->all, target);
        g_hash_table_insert(c->by_id, (gpointer)id, target);
    }
}

static void add_sources(cmake *c, const cmake_target *target, bool optional, GArray *inputs) {
    char *part = g_strdup_printf("/CMakeFiles/%s.dir/", text_of(target->json, "name"));
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(target->json, "sources")) {
        const char *path = text_of(item, "path");
        if (!path || !cJSON_GetObjectItemCaseSensitive(item, "compileGroupIndex")) continue;
        char *file = pl_path_absolute(c->source, path);
        pl_link_input input = {.main_file = g_string_chunk_insert_const(c->targets->text, file),
                               .optional = optional,
                               .within = g_string_chunk_insert_const(c->targets->text, part)};
        g_array_append_val(inputs, input);
        g_free(file);
    }
    g_free(part);
}

/* Libraries give what is needed of them; a dependency on a program is an order of building only. */
static void add_target(cmake *c, cmake_target *target, int depth, GArray *inputs) {
    const char *type = text_of(target->json, "type");
    if (target->seen || depth > MAX_DEPTH || (depth && strcmp(type, "EXECUTABLE") == 0)) return;
    target->seen = true;
    add_sources(c, target, depth > 0 && strcmp(type, "OBJECT_LIBRARY") != 0, inputs);
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(target->json, "dependencies")) {
        const char *id = text_of(item, "id");
        cmake_target *other = id ? g_hash_table_lookup(c->by_id, id) : NULL;
        if (other) add_target(c, other, depth + 1, inputs);
    }
}

static void add_all(cmake *c) {
    for (guint i = 0; i < c->all->len; i++) {
        cmake_target *target = g_ptr_array_index(c->all, i);
        const char *type = text_of(target->json, "type");
        bool links = strcmp(type, "EXECUTABLE") == 0 || strcmp(type, "SHARED_LIBRARY") == 0 ||
                     strcmp(type, "MODULE_LIBRARY") == 0;
        if (!links) continue;
        for (guint k = 0; k < c->all->len; k++) ((cmake_target *)g_ptr_array_index(c->all, k))->seen = false;
        GArray *inputs = g_array_new(FALSE, FALSE, sizeof(pl_link_input));
        add_target(c, target, 0, inputs);
        pl_targets_add(c->targets, text_of(target->json, "name"), inputs);
    }
}

void pl_targets_add_cmake(pl_targets *t, const char *database) {
    char *directory = g_file_test(database, G_FILE_TEST_IS_DIR) ? g_strdup(database) : g_path_get_dirname(database);
    cmake c = {.targets = t, .reply = g_build_filename(directory, ".cmake", "api", "v1", "reply", NULL)};
    c.by_id = g_hash_table_new(g_str_hash, g_str_equal);
    c.all = g_ptr_array_new_with_free_func(free_target);
    cJSON *model = read_model(&c);
    c.source = text_of(cJSON_GetObjectItemCaseSensitive(model, "paths"), "source");
    if (c.source) {
        read_targets(&c, model);
        add_all(&c);
    }
    cJSON_Delete(model);
    g_hash_table_destroy(c.by_id);
    g_ptr_array_free(c.all, TRUE);
    g_free(c.reply);
    g_free(directory);
}
