/* The whole configuration: finding the project's file, choosing packs, severities, the project's own pack. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"

static const char *const RULES[] = {"pin-in-handler", "lock-in-handler", "block-in-handler", NULL};

/* root/rules/{sinks,frameworks}, root/project/.pinlint.json, root/project/src/deep */
typedef struct {
    char *root, *packs, *project, *deep, *file;
} fixture;

static void put(const char *directory, const char *name, const char *text) {
    char *path = g_build_filename(directory, name, NULL), *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(parent);
    g_free(path);
}

static void set_up(fixture *f, gconstpointer data) {
    (void)data;
    f->root = g_dir_make_tmp("pinlint-XXXXXX", NULL);
    f->packs = g_build_filename(f->root, "rules", NULL);
    f->project = g_build_filename(f->root, "project", NULL);
    f->deep = g_build_filename(f->project, "src", "deep", NULL);
    f->file = g_build_filename(f->project, ".pinlint.json", NULL);
    g_assert_cmpint(g_mkdir_with_parents(f->deep, 0755), ==, 0);
    put(f->packs, "sinks/posix.json",
        "{\"title\": \"P\",\n\"sinks\": [{\"function\": \"l\", \"category\": \"lock\"}]}");
    put(f->packs, "sinks/linux.json", "{\"title\": \"L\"}");
    put(f->packs, "frameworks/acme.json", "{\"title\": \"A\"}");
    put(f->packs, "frameworks/.hidden.json", "nonsense");
    put(f->packs, "frameworks/README.md", "nonsense");
    put(f->packs, "pack.schema.json", "nonsense");
}

static void tear_down(fixture *f, gconstpointer data) {
    (void)data;
    const char *argv[] = {"rm", "-rf", "--", f->root, NULL};
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(f->root);
    g_free(f->packs);
    g_free(f->project);
    g_free(f->deep);
    g_free(f->file);
}

static pl_config *load(fixture *f, const char *text) {
    GError *error = NULL;
    put(f->project, ".pinlint.json", text);
    pl_config *config = pl_config_load(f->packs, NULL, f->deep, RULES, &error);
    g_assert_no_error(error);
    g_assert_nonnull(config);
    return config;
}

/* The message without the project file's path: "7: unknown key ...". */
static void expect(fixture *f, const char *text, const char *problem) {
    GError *error = NULL;
    put(f->project, ".pinlint.json", text);
    g_assert_null(pl_config_load(f->packs, NULL, f->deep, RULES, &error));
    g_assert_error(error, PL_CONFIG_ERROR, PL_CONFIG_INVALID);
    g_assert_true(g_str_has_prefix(error->message, f->file));
    g_assert_cmpstr(error->message + strlen(f->file) + 1, ==, problem);
    g_clear_error(&error);
}

static char *names_of(const pl_config *config) {
    GString *names = g_string_new(NULL);
    for (uint32_t i = 0; i < config->npacks; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", config->packs[i]->name);
    return g_string_free(names, FALSE);
}

static void expect_packs(fixture *f, const char *text, const char *wanted) {
    pl_config *config = load(f, text);
    char *names = names_of(config);
    g_assert_cmpstr(names, ==, wanted);
    g_free(names);
    pl_config_free(config);
}

static void test_none(fixture *f, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    pl_config *config = pl_config_load(f->packs, NULL, f->deep, RULES, &error);
    g_assert_no_error(error);
    g_assert_null(config->project_file);
    g_assert_cmpstr(config->root, ==, f->deep);
    g_assert_cmpint(config->min_tier, ==, PL_TIER_FIELD);
    g_assert_false(config->require_reasons);
    g_assert_cmpuint(config->nseverities, ==, 0);
    char *names = names_of(config);
    g_assert_cmpstr(names, ==, "frameworks/acme sinks/linux sinks/posix");
    g_free(names);
    const pl_sink *sink = &config->packs[2]->sinks[0];
    g_assert_cmpstr(sink->origin.file, ==, "rules/sinks/posix.json");
    g_assert_cmpuint(sink->origin.line, ==, 2);
    pl_config_free(config);
}

static void test_git_root(fixture *f, gconstpointer data) {
    (void)data;
    put(f->project, ".git", "gitdir: elsewhere\n"); /* a worktree has a file there */
    pl_config *config = pl_config_load(f->packs, NULL, f->deep, RULES, NULL);
    g_assert_cmpstr(config->root, ==, f->project);
    pl_config_free(config);
}

static void test_upwards(fixture *f, gconstpointer data) {
    (void)data;
    put(f->root, ".pinlint.json", "{\"require_reasons\": true}");
    pl_config *config = load(f, "{}"); /* the nearest one counts, alone */
    g_assert_cmpstr(config->project_file, ==, f->file);
    g_assert_cmpstr(config->root, ==, f->project);
    g_assert_false(config->require_reasons);
    pl_config_free(config);
    g_unlink(f->file);
    config = pl_config_load(f->packs, NULL, f->deep, RULES, NULL);
    g_assert_true(config->require_reasons);
    g_assert_cmpstr(config->root, ==, f->root);
    pl_config_free(config);
}

static void test_settings(fixture *f, gconstpointer data) {
    (void)data;
    pl_config *config =
        load(f, "{\"$schema\": \"x\", \"require_reasons\": true, \"min_tier\": \"type\", \"root\": \"..\",\n"
                "\"rules\": {\"lock-in-handler\": \"off\", \"block-in-handler\": \"error\"}}");
    g_assert_true(config->require_reasons);
    g_assert_cmpint(config->min_tier, ==, PL_TIER_TYPE);
    g_assert_cmpstr(config->root, ==, f->root);
    g_assert_cmpuint(config->nseverities, ==, 2);
    g_assert_cmpstr(config->severities[0].rule, ==, "lock-in-handler");
    g_assert_cmpint(config->severities[0].level, ==, PL_LEVEL_OFF);
    g_assert_cmpstr(config->severities[1].rule, ==, "block-in-handler");
    g_assert_cmpint(config->severities[1].level, ==, PL_LEVEL_ERROR);
    pl_config_free(config);
}

static void test_own_pack(fixture *f, gconstpointer data) {
    (void)data;
    pl_config *config = load(f, "{\"entries\": [{\"form\": \"name\", \"function\": \"on_*\"}],\n"
                                "\"sinks\": [{\"function\": \"s\", \"category\": \"blocking\"}],\n"
                                "\"wrappers\": [{\"function\": \"w\", \"category\": \"lock\", \"releases\": \"u\"}],\n"
                                "\"callbacks\": [{\"function\": \"c\", \"argument\": 0, \"runs\": \"here\"}],\n"
                                "\"barriers\": [\"b\"]}");
    const pl_pack *own = config->packs[config->npacks - 1];
    g_assert_cmpstr(own->name, ==, "project");
    g_assert_cmpstr(own->path, ==, f->file);
    g_assert_cmpuint(own->nsinks, ==, 2);
    g_assert_cmpstr(own->sinks[1].function, ==, "w");
    g_assert_cmpstr(own->sinks[1].releases[0], ==, "u");
    g_assert_cmpstr(own->sinks[1].origin.file, ==, ".pinlint.json");
    g_assert_cmpuint(own->sinks[1].origin.line, ==, 3);
    g_assert_cmpstr(own->entries[0].kind, ==, "project.handler");
    g_assert_cmpuint(own->ncallbacks, ==, 1);
    g_assert_cmpstr(own->barriers[0], ==, "b");
    pl_config_free(config);
}

static void test_packs(fixture *f, gconstpointer data) {
    (void)data;
    expect_packs(f, "{}", "frameworks/acme sinks/linux sinks/posix project");
    expect_packs(f, "{\"packs\": {}}", "frameworks/acme sinks/linux sinks/posix project");
    expect_packs(f, "{\"packs\": {\"off\": []}}", "frameworks/acme sinks/linux sinks/posix project");
    expect_packs(f, "{\"packs\": {\"only\": [\"sinks/posix\"]}}", "sinks/posix project");
    expect_packs(f, "{\"packs\": {\"only\": [\"sinks/*\"]}}", "sinks/linux sinks/posix project");
    expect_packs(f, "{\"packs\": {\"only\": []}}", "project");
    expect_packs(f, "{\"packs\": {\"off\": \"frameworks/acme\"}}", "sinks/linux sinks/posix project");
    put(f->packs, "sinks/linux.json", "a broken pack that is off does no harm");
    expect_packs(f, "{\"packs\": {\"off\": [\"sinks/linux\"]}}", "frameworks/acme sinks/posix project");
    expect(f, "{\"packs\": {\n\"only\": [\"sinks/posx\"]}}",
           "2: unknown pack \"sinks/posx\"; did you mean \"sinks/posix\"?");
    expect(f, "{\"packs\": {\"off\": [\n\"nothing\"]}}",
           "2: unknown pack \"nothing\"; known are: frameworks/acme, sinks/linux, sinks/posix");
    expect(f, "{\"packs\": {\"only\": [],\n\"off\": []}}",
           "2: \"packs\" has both \"only\" and \"off\"; keep one of them");
    expect(f, "{\"packs\":\n{\n\"on\": []}}", "3: unknown key \"on\" in \"packs\"; known are: only, off");
}

static void test_mistakes(fixture *f, gconstpointer data) {
    (void)data;
    expect(f, "{\n\"rulse\": {}}", "2: unknown key \"rulse\" in the project file; did you mean \"rules\"?");
    expect(f, "{\"rules\": {\n\"lock-in-handlr\": \"off\"}}",
           "2: unknown rule \"lock-in-handlr\"; did you mean \"lock-in-handler\"?");
    expect(f, "{\"rules\": {\n\"nonsense\": \"off\"}}",
           "2: unknown rule \"nonsense\"; known are: pin-in-handler, lock-in-handler, block-in-handler");
    expect(f, "{\"rules\": {\n\"lock-in-handler\": \"warn\"}}",
           "2: unknown level \"warn\" for rule \"lock-in-handler\"; did you mean \"warning\"?");
    expect(f, "{\"rules\": {\n\"lock-in-handler\": \"eror\"}}",
           "2: unknown level \"eror\" for rule \"lock-in-handler\"; did you mean \"error\"?");
    expect(f, "{\"rules\": {\n\"lock-in-handler\": \"loud\"}}",
           "2: unknown level \"loud\" for rule \"lock-in-handler\"; known are: off, note, warning, error");
    expect(f, "{\"rules\": {\n\"lock-in-handler\": false}}",
           "2: the level of rule \"lock-in-handler\" must be \"off\", \"note\", \"warning\" or \"error\"");
    expect(f, "{\n\"min_tier\": \"feild\"}",
           "2: unknown min_tier \"feild\" of the project file; did you mean \"field\"?");
    expect(f, "{\n\"require_reasons\": 1}",
           "2: \"require_reasons\" of the project file must be true or false, not a number");
    expect(f, "{\n\"root\": \"/etc\"}", "2: \"root\" must be relative to the directory of this file, such as \"..\"");
    expect(f, "{\n\"root\": \"nowhere\"}", "2: \"root\": there is no directory \"nowhere\"");
    expect(f, "{\"wrappers\": [\n{\"function\": \"w\"}]}", "2: a sink needs the key \"category\"");
    expect(f, "{\"entries\": [\n{\"form\": \"name\"}]}", "2: an entry of form \"name\" needs the key \"function\"");
}

static void test_calls(fixture *f, gconstpointer data) {
    (void)data;
    pl_config *config = load(f, "{\"calls\": {\"command.run\": [\"get\", \"put*\"],\n"
                                "\"hook\": \"one\", \"each:0\": []}}");
    g_assert_cmpuint(config->noverrides, ==, 3);
    g_assert_cmpstr(config->overrides[0].place, ==, "command.run");
    g_assert_cmpstr(config->overrides[0].functions[0], ==, "get");
    g_assert_cmpstr(config->overrides[0].functions[1], ==, "put*");
    g_assert_null(config->overrides[0].functions[2]);
    g_assert_cmpstr(config->overrides[1].functions[0], ==, "one");
    g_assert_null(config->overrides[2].functions);
    g_assert_cmpstr(config->override_origins[0].file, ==, ".pinlint.json");
    g_assert_cmpuint(config->override_origins[0].line, ==, 1);
    g_assert_cmpuint(config->override_origins[1].line, ==, 2);
    pl_config_free(config);
    expect(f, "{\n\"calls\": []}", "2: \"calls\" of the project file must be an object, not a list");
    expect(f, "{\"calls\": {\n\"a.b\": 1}}", "2: \"a.b\" in \"calls\" needs a list of names of functions");
    expect(f, "{\"calls\": {\n\"a.b\": [\"\"]}}", "2: \"a.b\" in \"calls\" needs a list of names of functions");
    expect(f, "{\"calls\": {\n\"a.*\": \"f\"}}", "2: \"a.*\" in \"calls\" is a glob; name one place");
    expect(f, "{\"calls\": {\n\"\": \"f\"}}",
           "2: \"calls\" has an empty name; expected \"struct.field\", a variable, or \"function:0\" for its first "
           "parameter");
    expect(f, "{\"calls\": {\"a.b\": \"f\",\n\"a.b\": \"g\"}}", "2: the key \"a.b\" stands in this object twice");
}

static void test_safe(fixture *f, gconstpointer data) {
    (void)data;
    pl_config *config = load(f, "{\"safe\": [\"f\", \"lib_*\",\n"
                                "{\"g\": [\"lock-in-handler\"],\n\"h\": \"pin-in-handler\"}]}");
    g_assert_cmpuint(config->nsafe, ==, 4);
    g_assert_cmpstr(config->safe[1].function, ==, "lib_*");
    g_assert_null(config->safe[1].rules);
    g_assert_cmpstr(config->safe[2].rules[0], ==, "lock-in-handler");
    g_assert_cmpuint(config->safe[2].origin.line, ==, 2);
    g_assert_cmpstr(config->safe[3].function, ==, "h");
    g_assert_cmpstr(config->safe[3].rules[0], ==, "pin-in-handler");
    g_assert_cmpuint(config->safe[3].origin.line, ==, 3);
    pl_config_free(config);
    expect(f, "{\n\"safe\": {}}",
           "2: \"safe\" of the project file must be a list of strings and objects, not an object");
    expect(f, "{\"safe\": [\n1]}",
           "2: \"safe\" of the project file must be a list of strings and objects, but holds a number");
    expect(f, "{\"safe\": [{\"f\":\n[\"lock-in-handlr\"]}]}",
           "2: unknown rule \"lock-in-handlr\" in \"safe\"; did you mean \"lock-in-handler\"?");
    expect(f, "{\"safe\": [{\n\"f\": []}]}",
           "2: \"f\" in \"safe\" needs a list of rules; without rules write the name alone");
}

static void expect_io(const char *packs, const char *file, const char *start, const char *part) {
    GError *error = NULL;
    g_assert_null(pl_config_load(packs, file, start, RULES, &error));
    g_assert_error(error, PL_CONFIG_ERROR, PL_CONFIG_IO);
    if (strstr(error->message, part) == NULL) g_error("\"%s\" not in \"%s\"", part, error->message);
    g_clear_error(&error);
}

static void test_places(fixture *f, gconstpointer data) {
    (void)data;
    expect_io(f->packs, f->file, f->deep, "/project/.pinlint.json: cannot be read: No such file or directory");
    expect_io(f->project, NULL, f->deep, "/project: holds no packs; expected files such as sinks/posix.json under it");
    expect_io("/nonexistent", NULL, f->deep, "/nonexistent: holds no packs");
    g_assert_cmpint(g_mkdir(f->file, 0755), ==, 0);
    expect_io(f->packs, NULL, f->deep, "/project/.pinlint.json: is not a regular file");
    g_assert_cmpint(g_rmdir(f->file), ==, 0);

    /* A broken shipped pack is named by its own path. */
    GError *error = NULL;
    put(f->packs, "frameworks/acme.json", "{\n\"title\": 1}");
    g_assert_null(pl_config_load(f->packs, NULL, f->deep, RULES, &error));
    g_assert_true(g_str_has_suffix(
        error->message, "/rules/frameworks/acme.json:2: \"title\" of a pack must be a string, not a number"));
    g_clear_error(&error);
}

static void test_explicit_file(fixture *f, gconstpointer data) {
    (void)data;
    put(f->root, "ci/strict.json", "{\"rules\": {\"pin-in-handler\": \"error\"}}");
    put(f->project, ".pinlint.json", "broken, and not looked at");
    char *file = g_build_filename(f->root, "ci", "strict.json", NULL), *root = g_path_get_dirname(file);
    pl_config *config = pl_config_load(f->packs, file, f->deep, NULL, NULL); /* NULL: any rule id goes */
    g_assert_nonnull(config);
    g_assert_cmpstr(config->root, ==, root);
    g_assert_cmpuint(config->nseverities, ==, 1);
    pl_config_free(config);
    g_free(root);
    g_free(file);
}

static void test_environment(fixture *f, gconstpointer data) {
    (void)data;
    GError *error = NULL;
    char *before = g_strdup(g_getenv("PINLINT_RULES"));
    g_setenv("PINLINT_RULES", f->packs, TRUE);
    char *found = pl_default_pack_dir(&error);
    g_assert_cmpstr(found, ==, f->packs);
    g_free(found);
    g_setenv("PINLINT_RULES", "/nonexistent", TRUE);
    g_assert_null(pl_default_pack_dir(&error));
    g_assert_cmpstr(error->message, ==,
                    "PINLINT_RULES names \"/nonexistent\", which is not a directory; unset it to use the rules that "
                    "came with pinlint");
    g_clear_error(&error);
    if (before != NULL)
        g_setenv("PINLINT_RULES", before, TRUE);
    else
        g_unsetenv("PINLINT_RULES");
    g_free(before);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/config/project/" name, fixture, NULL, set_up, function, tear_down)
    ADD("none", test_none);
    ADD("git-root", test_git_root);
    ADD("upwards", test_upwards);
    ADD("settings", test_settings);
    ADD("own-pack", test_own_pack);
    ADD("packs", test_packs);
    ADD("mistakes", test_mistakes);
    ADD("calls", test_calls);
    ADD("safe", test_safe);
    ADD("places", test_places);
    ADD("explicit-file", test_explicit_file);
    ADD("environment", test_environment);
    return g_test_run();
}
