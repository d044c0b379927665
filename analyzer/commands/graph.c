/* graph.c: pinlint graph: the call graph for scripts (JSON) and for eyes (Graphviz), and what it does not know. */
#include "commands/graph.h"

#include <string.h>

#include "report/report.h"

typedef struct {
    char *format, *from, *to, *caller, *callee;
    gboolean unresolved, reasons;
    int most;
} wishes;

static int save(char *text, int code) {
    GError *error = NULL;
    if (!text) return PL_EXIT_USAGE;
    if (!pl_report_save("-", text, strlen(text), &error)) code = pl_complain_of(error);
    g_free(text);
    return code;
}

static int print(const pl_session *s, const wishes *w) {
    bool json = g_strcmp0(w->format, "json") == 0;
    uint32_t found = 0;
    if (w->unresolved) return save(pl_graph_unresolved(s, json), PL_EXIT_CLEAN);
    if (w->caller) {
        char *text = pl_graph_explain(s, w->caller, w->callee, json, &found);
        return save(text, found ? PL_EXIT_CLEAN : PL_EXIT_FINDINGS); /* as with why and grep */
    }
    if (g_strcmp0(w->format, "dot") == 0)
        return save(pl_graph_dot(s, w->from, w->to, (uint32_t)w->most), PL_EXIT_CLEAN);
    return save(pl_graph_json(s, w->reasons), PL_EXIT_CLEAN);
}

/* What does not go together; PL_EXIT_CLEAN: nothing. */
static int check(const wishes *w) {
    bool question = w->unresolved || w->caller, dot = g_strcmp0(w->format, "dot") == 0;
    const char *const whole[] = {"json", "dot", NULL}, *const parts[] = {"text", "json", NULL};
    if (w->unresolved && w->caller) return pl_complain("--unresolved and --explain-edge are two questions; ask one");
    if (w->format && !g_strv_contains(question ? parts : whole, w->format))
        return question ? pl_complain("--format %s: for this question there are text and json", w->format)
                        : pl_complain("--format %s: there are json and dot", w->format);
    if ((w->from || w->to) && (question || !dot)) return pl_complain("--from and --to choose a part of --format dot");
    if (w->most && (question || !dot)) return pl_complain("--max-nodes is for --format dot");
    if (w->most < 0) return pl_complain("--max-nodes %d: the number of functions cannot be negative", w->most);
    if (w->reasons && (question || dot)) return pl_complain("--reasons is for the whole graph as JSON");
    return PL_EXIT_CLEAN;
}

static int run(const pl_input *input, const wishes *w) {
    int code = check(w);
    if (code != PL_EXIT_CLEAN) return code;
    pl_session session;
    code = pl_session_open(&session, input);
    if (code == PL_EXIT_CLEAN) code = pl_session_verdict(&session, print(&session, w));
    pl_session_clear(&session);
    return code;
}

int pl_command_graph(int argc, char **argv) {
    pl_input input = {.database = NULL};
    wishes w = {.format = NULL};
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &w.format,
         "json (default) or dot; text (default) or json for questions", "FORMAT"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &w.from, "dot: only what this function reaches", "FUNCTION"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &w.to, "dot: only what reaches this function", "FUNCTION"},
        {"max-nodes", 0, 0, G_OPTION_ARG_INT, &w.most, "dot: functions drawn (default: all, or 40 with --from or --to)",
         "N"},
        {"reasons", 0, 0, G_OPTION_ARG_NONE, &w.reasons, "json: say of each call why it is there", NULL},
        {"unresolved", 0, 0, G_OPTION_ARG_NONE, &w.unresolved,
         "List the calls through pointers that nothing resolved, and what would", NULL},
        {"explain-edge", 0, 0, G_OPTION_ARG_STRING, &w.caller,
         "Say why CALLER (or its line: CALLER:12) calls CALLEE, or all that it calls", "CALLER [CALLEE]"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(&input, entries, "[FILES] [-- COMPILER FLAGS]",
                         "Prints the call graph: functions, calls with kind and tier, and the indirect calls that "
                         "nothing resolved; or a picture of it, or of the part between two functions; or explains it.",
                         argc, argv, &code)) {
        if (w.caller) w.callee = pl_take_name(&input);
        code = run(&input, &w);
    }
    g_free(w.format);
    g_free(w.from);
    g_free(w.to);
    g_free(w.caller);
    g_free(w.callee);
    pl_input_clear(&input);
    return code;
}
