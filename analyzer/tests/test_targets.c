/* test_targets.c: what is read of a build's linking, from link commands and from CMake's file API. */
#include <glib/gstdio.h>
#include <string.h>

#include "extract/extract.h"
#include "targets/targets.h"
#include "test_program_fixture.h"

typedef struct {
    char *directory;
    GPtrArray *files;
} place;

static void open_place(place *p, gconstpointer data) {
    (void)data;
    p->directory = g_dir_make_tmp("targets-XXXXXX", NULL);
    p->files = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(p->directory);
}

static void close_place(place *p, gconstpointer data) {
    static const char *const folders[] = {".cmake/api/v1/reply", ".cmake/api/v1", ".cmake/api", ".cmake", ""};
    (void)data;
    for (guint i = 0; i < p->files->len; i++) g_unlink(g_ptr_array_index(p->files, i));
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *path = g_build_filename(p->directory, folders[i], NULL);
        g_rmdir(path);
        g_free(path);
    }
    g_ptr_array_free(p->files, TRUE);
    g_free(p->directory);
}

static void put(place *p, const char *name, const char *text) {
    char *path = g_build_filename(p->directory, name, NULL), *folder = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_ptr_array_add(p->files, path);
    g_free(folder);
}

/* "tool: a.o (x.o) b.c@/part/": optional ones in parentheses. */
static char *describe(const pl_targets *t) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < t->targets->len; i++) {
        const pl_link_target *target = &g_array_index(t->targets, pl_link_target, i);
        g_string_append_printf(out, "%s%s:", i ? "; " : "", target->name);
        for (uint32_t k = 0; k < target->ninputs; k++) {
            const pl_link_input *in = &target->inputs[k];
            g_string_append_printf(out, in->optional ? " (%s%s%s)" : " %s%s%s", in->output ? in->output : in->main_file,
                                   in->within ? "@" : "", in->within ? in->within : "");
        }
    }
    return g_string_free(out, FALSE);
}

static void expect(const pl_targets *t, const char *expected) {
    char *text = describe(t);
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void free_command(gpointer command) { pl_command_free(command); }

static const char database[] =
    "[{\"directory\": \"/b\", \"file\": \"main.c\", \"arguments\": [\"cc\", \"-c\", \"-o\", \"main.o\", \"main.c\"]},\n"
    " {\"directory\": \"/b\", \"file\": \"x.o\", \"command\": \"ar rcs libx.a x.o sub/y.o\"},\n"
    " {\"directory\": \"/b\", \"file\": \"z.o\", \"command\": \"cc -shared -o libz.so z.o\"},\n"
    " {\"directory\": \"/b\", \"file\": \"main.o\", \"command\": \"cc -o tool main.o -L. -lx libz.so -lm -pthread\"},\n"
    " {\"directory\": \"/b\", \"file\": \"u.o\", \"command\": \"ld -r -o part.o u.o\"},\n"
    " {\"directory\": \"/b\", \"file\": \"u.s\", \"command\": \"as -o u.o u.s\"},\n"
    " {\"directory\": \"/b\", \"file\": \"x.a\", \"command\": \"ar t x.a\"}]\n";

static void link_commands(place *p, gconstpointer data) {
    (void)data;
    put(p, "compile_commands.json", database);
    GPtrArray *others = g_ptr_array_new_with_free_func(free_command);
    GPtrArray *commands = pl_database_read_all(p->directory, others, NULL);
    g_assert_nonnull(commands);
    g_assert_cmpuint(commands->len, ==, 1);
    g_assert_cmpuint(others->len, ==, 6);
    pl_targets *t = pl_targets_new();
    pl_targets_add_commands(t, others);
    expect(t, "/b/libz.so: /b/z.o; /b/tool: /b/main.o (/b/x.o) (/b/sub/y.o) (/b/z.o)");
    pl_targets_free(t);
    g_ptr_array_free(others, TRUE);
    g_ptr_array_free(commands, TRUE);
}

#define REPLY ".cmake/api/v1/reply/"
static void cmake_reply(place *p, gconstpointer data) {
    (void)data;
    put(p, REPLY "index-2020.json",
        "{\"objects\": [{\"kind\": \"codemodel\", \"version\": {\"major\": 2}, \"jsonFile\": \"old.json\"}]}");
    put(p, REPLY "index-2024.json",
        "{\"objects\": [{\"kind\": \"cache\", \"version\": {\"major\": 2}, \"jsonFile\": \"cache.json\"},"
        "{\"kind\": \"codemodel\", \"version\": {\"major\": 2}, \"jsonFile\": \"model.json\"}]}");
    put(p, REPLY "model.json",
        "{\"paths\": {\"source\": \"/s\", \"build\": \"/b\"}, \"configurations\": [{\"targets\": ["
        "{\"jsonFile\": \"tool.json\"}, {\"jsonFile\": \"gone.json\"}, {\"jsonFile\": \"lib.json\"}]}]}");
    put(p, REPLY "tool.json",
        "{\"id\": \"tool::1\", \"name\": \"tool\", \"type\": \"EXECUTABLE\", \"sources\": ["
        "{\"path\": \"tool.c\", \"compileGroupIndex\": 0}, {\"path\": \"tool.h\"}],"
        "\"dependencies\": [{\"id\": \"lib::1\"}, {\"id\": \"nobody\"}]}");
    put(p, REPLY "lib.json",
        "{\"id\": \"lib::1\", \"name\": \"lib\", \"type\": \"STATIC_LIBRARY\", \"sources\": ["
        "{\"path\": \"/s/lib/a.c\", \"compileGroupIndex\": 0}], \"dependencies\": [{\"id\": \"tool::1\"}]}");
    pl_targets *t = pl_targets_new();
    pl_targets_add_cmake(t, p->directory);
    expect(t, "tool: /s/tool.c@/CMakeFiles/tool.dir/ (/s/lib/a.c@/CMakeFiles/lib.dir/)");
    pl_targets_free(t);
}

static void bad_replies(place *p, gconstpointer data) {
    static const char outside[] = "{\"objects\": [{\"kind\": \"codemodel\", \"version\": {\"major\": 2}, "
                                  "\"jsonFile\": \"../../../../secret\"}]}";
    static const char *const texts[] = {"", "[]", "{\"objects\": 3}", "{\"objects\": [{\"kind\": 1}]}", outside};
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        put(p, REPLY "index-1.json", texts[i]);
        pl_targets *t = pl_targets_new();
        pl_targets_add_cmake(t, p->directory);
        expect(t, "");
        pl_targets_free(t);
    }
}

static void compiled_and_linked_at_once(void) {
    tu units[4] = {tu_open("/p/a.c"), tu_open("/p/b.c"), tu_open("/p/c.c"), tu_open("/p/c.c")};
    static const char *const outputs[] = {"/p/tool", "/p/tool", "/p/c.o", "/p/c.o"};
    pl_facts *facts[4];
    for (int i = 0; i < 4; i++) {
        pl_builder_unit(units[i].b)->output = pl_builder_string(units[i].b, outputs[i]);
        facts[i] = tu_close(&units[i]);
    }
    pl_targets *t = pl_targets_new();
    pl_targets_add_outputs(t, facts, 4);
    expect(t, "/p/tool: /p/a.c@/p/tool /p/b.c@/p/tool");
    pl_targets_free(t);
    for (int i = 0; i < 4; i++) pl_facts_free(facts[i]);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add("/targets/commands", place, NULL, open_place, link_commands, close_place);
    g_test_add("/targets/cmake", place, NULL, open_place, cmake_reply, close_place);
    g_test_add("/targets/bad-replies", place, NULL, open_place, bad_replies, close_place);
    g_test_add_func("/targets/one-command", compiled_and_linked_at_once);
    return g_test_run();
}
