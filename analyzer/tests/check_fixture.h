/* check_fixture.h: programs for the tests of checks, written in a small language, one statement a line.
 *
 *   unit /p/a.c            the lines that follow are lines 1, 2, ... of this unit
 *   include /usr/x.h | triple T | errors
 *   fn NAME [static] [system] [noreturn] [: TYPE]   ...  end      a definition; decl NAME: a declaration
 *   annotate TEXT | overrides NAME                  inside fn
 *   f(ARGS) | v = f(ARGS) | *v(ARGS) | *R.f(ARGS)   calls, also through a variable or a field of record R
 *   v = VALUE | R.f = VALUE | T[R.f] = VALUE        stores: local variable, field of any R, field of table T
 *   if else endif loop forever do endloop switch case default endswitch return [VALUE] break continue goto label
 *   # allow RULES -- REASON    a comment on this line (after code), or on the next line
 * VALUE: number, &f, $0 (parameter), @g (address of global g), v (local), R.f, ? (unknown).
 *
 * For tests only; one thread; a line that cannot be read fails the test. The fixture owns everything. */
#ifndef PINLINT_CHECK_FIXTURE_H
#define PINLINT_CHECK_FIXTURE_H

#include <string.h>

#include "checks/check.h"
#include "checks/why.h"
#include "facts/builder.h"

typedef struct {
    pl_builder *b;
    pl_id file;
    uint32_t line;
    pl_id fn; /* being defined */
    uint32_t first_op;
    GHashTable *ids; /* "f NAME", "v NAME", "r NAME", "m R.f" → id + 1 */
} fx_unit;

typedef struct {
    GPtrArray *facts;
    pl_program *program;
} fx_program;

static inline bool fx_known(fx_unit *u, char kind, const char *name, pl_id *id) {
    char *key = g_strdup_printf("%c %s", kind, name);
    gpointer found = g_hash_table_lookup(u->ids, key);
    g_free(key);
    if (found) *id = GPOINTER_TO_UINT(found) - 1;
    return found != NULL;
}

static inline pl_id fx_learn(fx_unit *u, char kind, const char *name, pl_id id) {
    g_hash_table_insert(u->ids, g_strdup_printf("%c %s", kind, name), GUINT_TO_POINTER(id + 1));
    return id;
}

static inline pl_location fx_at(const fx_unit *u) {
    return (pl_location){.file = u->file,
                         .line = u->line,
                         .column = 5,
                         .spelled_file = PL_NONE,
                         .expanded_line = u->line,
                         .expanded_column = 5};
}

static inline pl_id fx_function(fx_unit *u, const char *name) {
    pl_id id;
    if (fx_known(u, 'f', name, &id)) return id;
    char *usr = g_strdup_printf("c:@F@%s", name);
    pl_function f = {.usr = pl_builder_string(u->b, usr),
                     .name = pl_builder_string(u->b, name),
                     .type = pl_builder_string(u->b, "void ()"),
                     .record = PL_NONE,
                     .at = fx_at(u),
                     .begin_line = u->line,
                     .end_line = u->line};
    g_free(usr);
    return fx_learn(u, 'f', name, pl_builder_function(u->b, &f));
}

static inline pl_id fx_variable(fx_unit *u, const char *name, bool global) {
    pl_id id;
    char *scoped = global ? g_strdup(name) : g_strdup_printf("%u %s", u->fn, name);
    if (!fx_known(u, 'v', scoped, &id)) {
        char *usr = g_strdup_printf("c:@%s", name);
        pl_var v = {
            .usr = global ? pl_builder_string(u->b, usr) : PL_NONE,
            .name = pl_builder_string(u->b, name),
            .type = pl_builder_string(u->b, g_str_has_prefix(name, "std_") ? "const std::try_to_lock_t" : "handler *"),
            .function = global ? PL_NONE : u->fn,
            .at = fx_at(u),
            .scope = global ? PL_VAR_EXTERNAL : PL_VAR_LOCAL};
        id = fx_learn(u, 'v', scoped, pl_builder_var(u->b, &v));
        g_free(usr);
    }
    g_free(scoped);
    return pl_builder_node(u->b, PL_NODE_VAR, id, 0);
}

/* "R.f" */
static inline pl_id fx_field(fx_unit *u, const char *path) {
    char **parts = g_strsplit(path, ".", 2);
    pl_id record, field;
    if (!fx_known(u, 'r', parts[0], &record)) {
        char *usr = g_strdup_printf("c:@S@%s", parts[0]);
        pl_record r = {.usr = pl_builder_string(u->b, usr),
                       .name = pl_builder_string(u->b, parts[0]),
                       .file = u->file,
                       .pattern = PL_NONE};
        record = fx_learn(u, 'r', parts[0], pl_builder_record(u->b, &r));
        g_free(usr);
    }
    if (!fx_known(u, 'm', path, &field)) {
        pl_field f = {record, pl_builder_string(u->b, parts[1]), pl_builder_string(u->b, "handler *"), PL_NONE, record,
                      PL_NONE};
        field = fx_learn(u, 'm', path, pl_builder_field(u->b, &f));
    }
    g_strfreev(parts);
    return field;
}

static inline pl_id fx_value(fx_unit *u, const char *text) {
    pl_builder *b = u->b;
    if (!strcmp(text, "?")) return pl_builder_node(b, PL_NODE_UNKNOWN, 0, 0);
    if (g_ascii_isdigit(*text) || *text == '-') return pl_builder_constant(b, g_ascii_strtoll(text, NULL, 0));
    if (*text == '&') return pl_builder_node(b, PL_NODE_FUNCTION, fx_function(u, text + 1), 0);
    if (*text == '$') return pl_builder_node(b, PL_NODE_PARAM, u->fn, (uint32_t)g_ascii_strtoull(text + 1, NULL, 10));
    if (*text == '@') return pl_builder_address(b, fx_variable(u, text + 1, true));
    if (strchr(text, '[')) { /* T[R.f] */
        char **parts = g_strsplit_set(text, "[]", 3);
        pl_id node = pl_builder_node(b, PL_NODE_FIELD, fx_variable(u, parts[0], true), fx_field(u, parts[1]));
        g_strfreev(parts);
        return node;
    }
    if (strchr(text, '.')) {
        pl_id object = pl_builder_deref(b, fx_variable(u, "object", false));
        return pl_builder_node(b, PL_NODE_FIELD, object, fx_field(u, text));
    }
    return fx_variable(u, text, false);
}

static inline pl_id fx_call(fx_unit *u, char *text) {
    char *open = strchr(text, '('), *close = strrchr(text, ')');
    g_assert_true(open && close);
    *open = *close = '\0';
    char **args = g_strsplit(open + 1, ",", 8);
    pl_id ids[8];
    uint32_t n = 0;
    for (; args[n] && *g_strstrip(args[n]); n++) ids[n] = fx_value(u, args[n]);
    g_strfreev(args);
    bool indirect = *text == '*';
    pl_call call = {.caller = u->fn,
                    .kind = indirect ? PL_CALL_INDIRECT : PL_CALL_DIRECT,
                    .callee = indirect ? PL_NONE : fx_function(u, text),
                    .via = indirect ? fx_value(u, text + 1) : PL_NONE,
                    .self = PL_NONE,
                    .args = pl_builder_span(u->b, ids, n),
                    .type = indirect ? pl_builder_string(u->b, "void ()") : PL_NONE,
                    .at = fx_at(u)};
    if (g_str_has_prefix(text, "at_exit_")) call.flags = PL_CALL_IMPLICIT | PL_CALL_AT_EXIT;
    pl_id id = pl_builder_call(u->b, &call);
    pl_builder_op(u->b, PL_OP_CALL, id);
    return id;
}

static inline void fx_store(fx_unit *u, const char *to, const char *from) {
    char *value = g_strdup(from);
    pl_flow flow = {.function = u->fn, .type = PL_NONE, .at = fx_at(u)};
    flow.from = strchr(value, '(') ? pl_builder_node(u->b, PL_NODE_RESULT, fx_call(u, value), 0) : fx_value(u, value);
    flow.to = *to == '@' ? fx_variable(u, to + 1, true) : fx_value(u, to);
    pl_builder_flow(u->b, &flow);
    g_free(value);
}

static inline void fx_define(fx_unit *u, char **words, const char *type) {
    u->fn = fx_function(u, words[1]);
    u->first_op = pl_builder_nops(u->b);
    pl_function *f = pl_builder_function_at(u->b, u->fn);
    f->flags |= PL_FN_DEFINED;
    f->at = fx_at(u);
    f->begin_line = f->end_line = u->line;
    for (char **w = words + 2; *w; w++) {
        if (!strcmp(*w, "static"))
            f->flags |= PL_FN_INTERNAL;
        else if (!strcmp(*w, "system"))
            f->flags |= PL_FN_SYSTEM;
        else if (!strcmp(*w, "noreturn"))
            f->flags |= PL_FN_NORETURN;
        else
            g_error("unknown word %s", *w);
    }
    if (type) f->type = pl_builder_string(u->b, type);
}

static inline void fx_end(fx_unit *u) {
    pl_function *f = pl_builder_function_at(u->b, u->fn);
    f->end_line = u->line;
    f->body = (pl_span){u->first_op, pl_builder_nops(u->b) - u->first_op};
    f->body_hash = g_str_hash(pl_builder_text(u->b, f->name)) + f->end_line - f->begin_line + 1;
    u->fn = PL_NONE;
}

/* "allow a,b -- reason"; "bad PROBLEM" */
static inline void fx_directive(fx_unit *u, char *text, bool after_code) {
    char *reason = strstr(text, " -- ");
    if (reason) *reason = '\0';
    char **words = g_strsplit_set(g_strstrip(text), " ,", 8);
    pl_directive d = {.file = u->file,
                      .line = u->line,
                      .column = 8,
                      .end_line = u->line,
                      .target_line = after_code ? u->line : u->line + 1,
                      .reason = reason ? pl_builder_string(u->b, reason + 4) : PL_NONE,
                      .problem = PL_NONE};
    d.skipped = !strcmp(words[0], "skipped-allow");
    if (!strcmp(words[0], "allow-function"))
        d.kind = PL_DIRECTIVE_ALLOW_FUNCTION;
    else if (!strcmp(words[0], "allow-file"))
        d.kind = PL_DIRECTIVE_ALLOW_FILE;
    else if (!strcmp(words[0], "bad"))
        d.kind = PL_DIRECTIVE_BAD;
    else
        g_assert_true(d.skipped || !strcmp(words[0], "allow"));
    pl_id rules[8];
    uint32_t n = 0;
    if (d.kind == PL_DIRECTIVE_BAD)
        d.problem = pl_builder_string(u->b, text + 4);
    else
        for (char **w = words + 1; *w; w++)
            if (**w) rules[n++] = pl_builder_string(u->b, *w);
    d.rules = pl_builder_span(u->b, rules, n);
    pl_builder_directive(u->b, &d);
    g_strfreev(words);
}

static inline bool fx_flow_word(fx_unit *u, char **w) {
    static const struct {
        const char *word;
        pl_op_kind kind;
        bool labelled;
    } table[] = {{"if", PL_OP_IF, false},
                 {"else", PL_OP_ELSE, false},
                 {"endif", PL_OP_END, false},
                 {"loop", PL_OP_LOOP, false},
                 {"forever", PL_OP_LOOP, false},
                 {"do", PL_OP_DO, false},
                 {"endloop", PL_OP_END, false},
                 {"switch", PL_OP_SWITCH, false},
                 {"case", PL_OP_CASE, false},
                 {"default", PL_OP_CASE, false},
                 {"endswitch", PL_OP_END, false},
                 {"break", PL_OP_BREAK, false},
                 {"continue", PL_OP_CONTINUE, false},
                 {"goto", PL_OP_GOTO, true},
                 {"label", PL_OP_LABEL, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(w[0], table[i].word)) continue;
        uint32_t arg = PL_NONE;
        pl_id unknown = pl_builder_node(u->b, PL_NODE_UNKNOWN, 0, 0);
        if (table[i].labelled)
            arg = pl_builder_string(u->b, w[1]);
        else if (!strcmp(w[0], "case"))
            arg = pl_builder_constant(u->b, 1);
        else if (table[i].kind == PL_OP_SWITCH)
            arg = unknown;
        else if (strcmp(w[0], "forever") && strcmp(w[0], "default"))
            arg = pl_builder_condition(u->b, unknown, PL_REL_OPAQUE, 0);
        pl_builder_op(u->b, table[i].kind, arg);
        return true;
    }
    if (strcmp(w[0], "return")) return false;
    if (w[1]) {
        char *to = g_strdup_printf("%u", u->fn);
        pl_flow flow = {.to = pl_builder_node(u->b, PL_NODE_RETURN, u->fn, 0), .function = u->fn, .type = PL_NONE};
        flow.at = fx_at(u);
        char *value = g_strdup(w[1]);
        flow.from =
            strchr(value, '(') ? pl_builder_node(u->b, PL_NODE_RESULT, fx_call(u, value), 0) : fx_value(u, value);
        pl_builder_flow(u->b, &flow);
        g_free(value);
        g_free(to);
    }
    pl_builder_op(u->b, PL_OP_RETURN, PL_NONE);
    return true;
}

static inline void fx_statement(fx_unit *u, char *text) {
    char *colon = strstr(text, " : ");
    char **w = NULL;
    if (colon) *colon = '\0';
    w = g_strsplit(text, " ", 8);
    if (!strcmp(w[0], "fn"))
        fx_define(u, w, colon ? colon + 3 : NULL);
    else if (!strcmp(w[0], "end"))
        fx_end(u);
    else if (!strcmp(w[0], "decl"))
        fx_function(u, w[1]);
    else if (!strcmp(w[0], "include"))
        pl_builder_file(u->b, w[1], PL_FILE_SYSTEM);
    else if (!strcmp(w[0], "triple"))
        pl_builder_unit(u->b)->triple = pl_builder_string(u->b, w[1]);
    else if (!strcmp(w[0], "errors"))
        pl_builder_unit(u->b)->errors = 1;
    else if (!strcmp(w[0], "annotate") || !strcmp(w[0], "overrides")) {
        pl_id id = *w[0] == 'a' ? pl_builder_string(u->b, w[1]) : fx_function(u, w[1]);
        pl_span span = pl_builder_span(u->b, &id, 1);
        pl_function *f = pl_builder_function_at(u->b, u->fn);
        if (*w[0] == 'a')
            f->annotations = span;
        else
            f->overrides = span;
    } else if (fx_flow_word(u, w)) {
    } else if (strstr(text, " = ")) {
        char *from = strstr(text, " = ");
        *from = '\0';
        fx_store(u, text, from + 3);
    } else {
        fx_call(u, text);
    }
    g_strfreev(w);
}

static inline void fx_line(fx_unit *u, char *line) {
    char *hash = strchr(line, '#');
    if (hash) *hash = '\0';
    g_strstrip(line);
    bool code = *line != '\0';
    if (code) fx_statement(u, line);
    if (hash) fx_directive(u, g_strstrip(hash + 1), code);
    u->line++;
}

static inline void fx_close(fx_unit *u, fx_program *p) {
    if (!u->b) return;
    g_ptr_array_add(p->facts, pl_builder_finish(u->b));
    g_hash_table_destroy(u->ids);
    u->b = NULL;
}

/* `callbacks` must outlive the program. */
static inline fx_program fx_load(const char *text, const pl_callback *callbacks, uint32_t ncallbacks, bool backwards) {
    fx_program p = {.facts = g_ptr_array_new()};
    fx_unit u = {0};
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (g_str_has_prefix(*line, "unit ")) {
            fx_close(&u, &p);
            u = (fx_unit){.b = pl_builder_new(), .line = 1, .fn = PL_NONE};
            u.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            u.file = pl_builder_file(u.b, *line + 5, PL_FILE_MAIN);
            pl_builder_unit(u.b)->main_file = u.file;
            pl_builder_unit(u.b)->triple = pl_builder_string(u.b, "x86_64-pc-linux-gnu");
        } else if (u.b) {
            fx_line(&u, *line);
        }
    }
    fx_close(&u, &p);
    g_strfreev(lines);
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < p.facts->len; i++)
        g_ptr_array_add(order, p.facts->pdata[backwards ? p.facts->len - 1 - i : i]);
    p.program = pl_program_new((pl_facts **)order->pdata, order->len, callbacks, ncallbacks);
    g_ptr_array_free(order, TRUE);
    return p;
}

static inline void fx_free(fx_program *p) {
    pl_program_free(p->program);
    for (guint i = 0; i < p->facts->len; i++) pl_facts_free(p->facts->pdata[i]);
    g_ptr_array_free(p->facts, TRUE);
}

#endif
