/* Where the shipped packs are, and which there are. */
#include <errno.h>
#include <string.h>

#include "config/config.h"
#include "config/json.h"
#include "config/pack.h"

static bool is_directory(const char *path) { return g_file_test(path, G_FILE_TEST_IS_DIR); }

/* <directory of the running binary>/../share/pinlint/rules, or NULL */
static char *installed_rules(void) {
    char *exe = g_file_read_link("/proc/self/exe", NULL);
    if (exe == NULL) return NULL;
    char *bin = g_path_get_dirname(exe), *prefix = g_path_get_dirname(bin);
    char *rules = g_build_filename(prefix, "share", "pinlint", "rules", NULL);
    g_free(prefix);
    g_free(bin);
    g_free(exe);
    return rules;
}

char *pl_default_pack_dir(GError **error) {
    const char *chosen = g_getenv("PINLINT_RULES");
    if (chosen != NULL && chosen[0] != 0) {
        if (is_directory(chosen)) return g_strdup(chosen);
        pl_config_set_error(
            error, PL_CONFIG_IO,
            "PINLINT_RULES names \"%s\", which is not a directory; unset it to use the rules that came with "
            "pinlint",
            chosen);
        return NULL;
    }
    char *rules = installed_rules();
    if (rules != NULL && is_directory(rules)) return rules;
#ifdef PINLINT_SOURCE_RULES
    if (is_directory(PINLINT_SOURCE_RULES)) {
        g_free(rules);
        return g_strdup(PINLINT_SOURCE_RULES);
    }
#endif
    pl_config_set_error(
        error, PL_CONFIG_IO,
        "no rule packs found in %s; install pinlint with cmake --install, or set PINLINT_RULES to its rules "
        "directory",
        rules != NULL ? rules : "share/pinlint/rules");
    g_free(rules);
    return NULL;
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds "folder/name" for every name.json. */
static bool list_folder(const char *directory, const char *folder, GPtrArray *names, GError **error) {
    char *path = g_build_filename(directory, folder, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) { /* a directory of one's own packs may do without a folder */
        g_free(path);
        return true;
    }
    GError *why = NULL;
    GDir *dir = g_dir_open(path, 0, &why);
    const char *entry;
    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
        if (entry[0] == '.' || !g_str_has_suffix(entry, ".json")) continue;
        g_ptr_array_add(names, g_strdup_printf("%s/%.*s", folder, (int)(strlen(entry) - strlen(".json")), entry));
    }
    if (dir != NULL) g_dir_close(dir);
    if (why != NULL) pl_config_set_error(error, PL_CONFIG_IO, "%s: %s", path, why->message);
    bool ok = why == NULL;
    g_clear_error(&why);
    g_free(path);
    return ok;
}

bool pl_pack_list(const char *directory, GPtrArray **names, GPtrArray **paths, GError **error) {
    static const char *const folders[] = {"frameworks", "handoffs", "sinks"};
    *names = g_ptr_array_new_with_free_func(g_free);
    *paths = g_ptr_array_new_with_free_func(g_free);
    bool ok = true;
    for (unsigned i = 0; ok && i < G_N_ELEMENTS(folders); i++) ok = list_folder(directory, folders[i], *names, error);
    if (ok && (*names)->len == 0) {
        pl_config_set_error(error, PL_CONFIG_IO, "%s: holds no packs; expected files such as sinks/posix.json under it",
                            directory);
        ok = false;
    }
    g_ptr_array_sort(*names, by_name);
    for (guint i = 0; i < (*names)->len; i++)
        g_ptr_array_add(*paths, g_strdup_printf("%s/%s.json", directory, (char *)g_ptr_array_index(*names, i)));
    if (ok) return true;
    g_clear_pointer(names, g_ptr_array_unref);
    g_clear_pointer(paths, g_ptr_array_unref);
    return false;
}
