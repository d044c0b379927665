/* The keys of packs that say what can be put back: "state", "value", "default" of sinks, and "saves". */
#include <glib/gstdio.h>
#include <string.h>

#include "config/config.h"

typedef struct {
    pl_config *config;
    pl_pack *pack;
    GError *error;
} loaded;

static loaded load(const char *body) {
    loaded l = {.config = pl_config_new()};
    char *dir = g_dir_make_tmp("pinlint-state-XXXXXX", NULL), *path = g_build_filename(dir, "p.json", NULL);
    char *text = g_strdup_printf("{\"title\": \"t\",\n%s}", body);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    l.pack = pl_pack_load(l.config, path, &l.error);
    g_unlink(path);
    g_rmdir(dir);
    g_free(text);
    g_free(path);
    g_free(dir);
    return l;
}

static void done(loaded *l) {
    g_clear_error(&l->error);
    pl_config_free(l->config);
}

static void expect(const char *body, const char *problem) {
    loaded l = load(body);
    g_assert_null(l.pack);
    g_assert_nonnull(strstr(l.error->message, problem));
    done(&l);
}

static void sinks(void) {
    loaded l = load("\"sinks\": [{\"function\": \"a\", \"category\": \"affinity\"},\n"
                    "{\"function\": \"b\", \"category\": \"thread-state\", \"state\": \"user\", \"value\": -1},\n"
                    "{\"function\": \"c\", \"category\": \"mempolicy\", \"values\": [0, 1],\n"
                    " \"default\": [{\"argument\": 0, \"in\": {\"MPOL_DEFAULT\": 0}}]},\n"
                    "{\"function\": \"d\", \"category\": \"mempolicy\", \"default\": []}]");
    g_assert_no_error(l.error);
    const pl_sink *s = l.pack->sinks;
    g_assert_cmpstr(s[0].state, ==, "affinity");
    g_assert_cmpuint(s[0].nvalues, ==, 0);
    g_assert_false(s[0].resets);
    g_assert_cmpstr(s[1].state, ==, "user");
    g_assert_cmpuint(s[1].nvalues, ==, 1);
    g_assert_cmpint(s[1].values[0], ==, -1);
    g_assert_cmpuint(s[2].nvalues, ==, 2);
    g_assert_cmpint(s[2].values[1], ==, 1);
    g_assert_true(s[2].resets && s[2].ndefaults == 1);
    g_assert_true(s[3].resets && s[3].ndefaults == 0);
    done(&l);
}

static void saves(void) {
    loaded l = load("\"saves\": [{\"functions\": [\"a\", \"b\"], \"state\": \"affinity\", \"arguments\": [1, 2]},\n"
                    "{\"function\": \"c\", \"state\": \"affinity\", \"result\": true,\n"
                    " \"when\": [{\"argument\": 0, \"in\": {\"SYS_x\": {\"x86_64\": 1}}}]}]");
    g_assert_no_error(l.error);
    const pl_save *s = l.pack->saves;
    g_assert_cmpuint(l.pack->nsaves, ==, 5);
    g_assert_cmpstr(s[0].function, ==, "a");
    g_assert_cmpint(s[1].argument, ==, 2);
    g_assert_cmpstr(s[2].function, ==, "b");
    g_assert_cmpint(s[4].argument, ==, PL_NO_ARGUMENT);
    g_assert_cmpuint(s[4].nwhen, ==, 1);
    g_assert_cmpuint(s[4].origin.line, ==, 3);
    done(&l);
}

static void mistakes(void) {
    expect("\"sinks\": [{\"function\": \"a\", \"category\": \"lock\", \"value\": 1,\n\"values\": [2]}]",
           "3: a sink has both \"value\" and \"values\"");
    expect("\"sinks\": [{\"function\": \"a\", \"category\": \"lock\",\n\"value\": 1000}]",
           "3: \"value\" must be between");
    expect("\"saves\": [{\"function\": \"a\", \"argument\": 1}]", "2: a save needs the key \"state\"");
    expect("\"saves\": [{\"state\": \"s\", \"argument\": 1}]", "2: a save needs the key \"function\"");
    expect("\"saves\": [{\"function\": \"a\", \"state\": \"s\"}]", "2: a save needs \"argument\"");
    expect("\"saves\": [{\"function\": \"a\", \"state\": \"s\", \"result\": false}]", "2: a save needs \"argument\"");
    expect("\"saves\": [{\"function\": \"a\", \"state\": \"s\", \"argument\": 0, \"result\": true}]",
           "2: a save needs \"argument\"");
    expect("\"saves\": [{\"function\": \"a\", \"state\": \"s\", \"arguement\": 0}]", "did you mean \"argument\"?");
}

static void unless(void) {
    loaded l = load("\"sinks\": [{\"function\": \"load\", \"category\": \"affinity\", \"when\": [{\"argument\": 0,\n"
                    "\"unless_called\": {\"function\": \"set\", \"argument\": 1, \"has\": {\"KEEP\": 64}}}]}]");
    g_assert_no_error(l.error);
    const pl_when *when = l.pack->sinks[0].when;
    g_assert_cmpint(when->kind, ==, PL_WHEN_UNLESS_CALLED);
    g_assert_cmpint(when->other, ==, 1);
    g_assert_cmpstr(when->names[0], ==, "set");
    g_assert_cmpint(when->constants[0].value, ==, 64);
    done(&l);
    expect("\"sinks\": [{\"function\": \"load\", \"category\": \"affinity\", \"when\": [{\"argument\": 0,\n"
           "\"unless_called\": {\"argument\": 1, \"has\": {\"KEEP\": 64}}}]}]",
           "3: \"unless_called\" needs the key \"function\"");
    expect("\"sinks\": [{\"function\": \"load\", \"category\": \"affinity\", \"when\": [{\"argument\": 0,\n"
           "\"unless_called\": {\"function\": \"set\", \"argument\": 1, \"has\": {}}}]}]",
           "3: \"has\" names no constant");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/state/sinks", sinks);
    g_test_add_func("/config/state/saves", saves);
    g_test_add_func("/config/state/mistakes", mistakes);
    g_test_add_func("/config/state/unless", unless);
    return g_test_run();
}
