/* init.c: pinlint init: a .pinlint.json to start from, written from what the program uses. */
#include "commands/init.h"

#include <stdio.h>
#include <string.h>

#include "checks/packs.h"
#include "commands/commands.h"
#include "report/report.h"

static void free_names(gpointer names) { g_ptr_array_free(names, TRUE); }

/* The kinds of entry points that the packs found, with some of their functions. */
static void append_found(GString *out, const pl_entries *entries, const pl_program *program) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_names);
    GPtrArray *kinds = g_ptr_array_new();
    for (uint32_t i = 0; i < entries->count; i++) {
        const char *kind = entries->items[i].info.kind;
        GPtrArray *of = g_hash_table_lookup(names, kind);
        if (!of) {
            of = g_ptr_array_new();
            g_hash_table_insert(names, (gpointer)kind, of);
            g_ptr_array_add(kinds, (gpointer)kind);
        }
        g_ptr_array_add(of, (gpointer)program->funcs[entries->items[i].func].name);
    }
    g_ptr_array_sort(kinds, pl_init_by_name);
    for (guint i = 0; i < kinds->len; i++) {
        GPtrArray *of = g_hash_table_lookup(names, g_ptr_array_index(kinds, i));
        g_string_append_printf(out, "  // %s: %u found: ", (char *)g_ptr_array_index(kinds, i), of->len);
        pl_init_append_names(out, of);
        g_string_append_c(out, '\n');
    }
    g_ptr_array_free(kinds, TRUE);
    g_hash_table_destroy(names);
}

/* What the program uses, and the line that makes it stay so. */
static void append_packs(GString *out, const pl_session *s) {
    GPtrArray *active = pl_packs_active(s->program, s->config);
    GString *only = g_string_new(NULL);
    for (guint i = 0; i < active->len; i++) {
        const pl_pack *pack = g_ptr_array_index(active, i);
        if (g_str_has_prefix(pack->name, "frameworks/")) g_string_append_printf(only, ", \"%s\"", pack->name);
    }
    if (only->len)
        g_string_append_printf(out,
                               "  // These frameworks were recognised. With this line, others are not looked for:\n"
                               "  // \"packs\": {\"only\": [\"sinks/*\", \"handoffs/*\"%s]},\n",
                               only->str);
    else
        g_string_append(out, "  // No framework was recognised: name your handlers in \"entries\".\n");
    g_string_free(only, TRUE);
    g_ptr_array_free(active, TRUE);
}

static char *starter(const pl_session *s) {
    pl_entries *entries = pl_entries_find(s->program, s->config);
    GString *out = g_string_new("{\n");
    append_packs(out, s);
    append_found(out, entries, s->program);
    g_string_append(
        out,
        "  // `pinlint handlers` says why. rules/README.md describes every key and form. Commas stand\n"
        "  // between what you uncomment.\n"
        "  \"entries\": [\n"
        "    // {\"kind\": \"my.handler\", \"form\": \"call\", \"function\": \"register_handler\", \"argument\": 1, "
        "\"model\": \"event-loop\"}\n");
    pl_init_append_tables(out, s->program, entries);
    g_string_append(out, "  ],\n"
                         "  \"rules\": {\n");
    uint32_t count;
    const pl_rule_info *const *rules = pl_rules(&count);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(out, "    // \"%s\": \"%s\"\n", rules[i]->id, pl_level_name(rules[i]->level));
    g_string_append(out, "  },\n"
                         "  \"barriers\": [],\n"
                         "  \"require_reasons\": false\n"
                         "}\n");
    pl_entries_free(entries);
    return g_string_free(out, FALSE);
}

static int write_starter(const pl_session *s, const char *path) {
    GError *error = NULL;
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return pl_complain("%s exists already: remove it first, or give another --output", path);
    char *text = starter(s);
    int code = pl_report_save(path, text, strlen(text), &error) ? PL_EXIT_CLEAN : pl_complain_of(error);
    if (code == PL_EXIT_CLEAN && strcmp(path, "-") != 0) printf("wrote %s\n", path);
    g_free(text);
    return code;
}

int pl_command_init(int argc, char **argv) {
    pl_input input = {.database = NULL};
    char *output = NULL;
    const GOptionEntry entries[] = {{"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
                                     "File to write (default: .pinlint.json; - for standard output)", "FILE"},
                                    {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(&input, entries, "[FILES] [-- COMPILER FLAGS]",
                         "Writes a .pinlint.json to start from, with the frameworks that the program uses.", argc, argv,
                         &code)) {
        pl_session session;
        code = pl_session_open(&session, &input);
        if (code == PL_EXIT_CLEAN) code = write_starter(&session, output ? output : ".pinlint.json");
        pl_session_clear(&session);
    }
    g_free(output);
    pl_input_clear(&input);
    return code;
}
