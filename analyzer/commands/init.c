/* init.c: pinlint init: a .pinlint.json to start from, written from what the program uses. */
#include <stdio.h>
#include <string.h>

#include "checks/packs.h"
#include "commands/commands.h"
#include "report/report.h"

static void append_used(GString *out, const pl_session *s) {
    pl_entries *entries = pl_entries_find(s->program, s->config);
    GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *order = g_ptr_array_new();
    for (uint32_t i = 0; i < entries->count; i++) {
        char *kind = (char *)(uintptr_t)entries->items[i].info.kind;
        gpointer n = g_hash_table_lookup(counts, kind);
        if (!n) g_ptr_array_add(order, kind);
        g_hash_table_insert(counts, kind, GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
    }
    if (!order->len)
        g_string_append(out, "  // No known framework was recognised: name your handlers in \"entries\".\n");
    for (guint i = 0; i < order->len; i++) {
        const char *kind = g_ptr_array_index(order, i);
        g_string_append_printf(out, "  // Found without help: %u of kind %s\n",
                               GPOINTER_TO_UINT(g_hash_table_lookup(counts, kind)), kind);
    }
    g_ptr_array_free(order, TRUE);
    g_hash_table_destroy(counts);
    pl_entries_free(entries);
}

static char *starter(const pl_session *s) {
    GString *out = g_string_new("{\n");
    append_used(out, s);
    g_string_append(
        out,
        "  // `pinlint handlers` lists them. rules/README.md describes every key and form.\n"
        "  \"entries\": [\n"
        "    // {\"kind\": \"my.handler\", \"form\": \"call\", \"function\": \"register_handler\", \"argument\": 1, "
        "\"model\": \"event-loop\"}\n"
        "  ],\n"
        "  \"rules\": {\n");
    uint32_t count;
    const pl_rule_info *const *rules = pl_rules(&count);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(out, "    // \"%s\": \"%s\",\n", rules[i]->id, pl_level_name(rules[i]->level));
    g_string_append(out, "  },\n"
                         "  \"barriers\": [],\n"
                         "  \"require_reasons\": false\n"
                         "}\n");
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
