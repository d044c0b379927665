/* dump.c: facts as JSON, with names instead of ids; ids only where something can be looked up by them. One item a line,
 * so that `grep` and `diff` work on it; made item by item, as a tree of all facts would take many times their size. */
#include <cjson/cJSON.h>
#include <inttypes.h>

#include "facts/format.h"
#include "facts/render.h"

/* Values. Strings may be any bytes in C, but not in JSON. */

static void put_text(cJSON *to, const char *key, const char *text) {
    char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    cJSON_AddStringToObject(to, key, valid ? valid : text);
    g_free(valid);
}

static void put_str(cJSON *to, const char *key, const pl_facts *f, pl_id string) {
    if (string != PL_NONE) put_text(to, key, pl_str(f, string));
}

static void put_number(cJSON *to, const char *key, int64_t value) {
    char digits[32]; /* cJSON counts in double, which has 53 bits */
    g_snprintf(digits, sizeof digits, "%" PRId64, value);
    cJSON_AddRawToObject(to, key, digits);
}

static void put_hash(cJSON *to, const char *key, uint64_t hash) {
    char digits[32];
    g_snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    cJSON_AddStringToObject(to, key, digits);
}

static void put_true(cJSON *to, const char *key, bool value) {
    if (value) cJSON_AddTrueToObject(to, key);
}

static void put_node(cJSON *to, const char *key, const pl_facts *f, pl_id node) {
    if (node == PL_NONE) return;
    GString *path = g_string_new(NULL);
    pl_render_node(f, node, path);
    put_text(to, key, path->str);
    g_string_free(path, TRUE);
}

/* A reference to a node: its path for people, its id for scripts. */
static void put_value(cJSON *to, const char *key, const pl_facts *f, pl_id node) {
    if (node == PL_NONE) return;
    put_node(to, key, f, node);
    char *id_key = g_strconcat(key, "_node", NULL);
    put_number(to, id_key, node);
    g_free(id_key);
}

static void put_function(cJSON *to, const char *key, const pl_facts *f, pl_id function) {
    if (function != PL_NONE) put_str(to, key, f, f->functions[function].name);
}

static void put_flags(cJSON *to, uint32_t flags, const char *const *names) {
    if (flags == 0) return;
    cJSON *list = cJSON_AddArrayToObject(to, "flags");
    for (unsigned bit = 0; bit < 32 && *names; bit++, names++) {
        if (flags >> bit & 1) cJSON_AddItemToArray(list, cJSON_CreateString(*names));
    }
}

static void put_location(cJSON *to, const pl_facts *f, const pl_location *at) {
    if (at->file != PL_NONE) {
        put_text(to, "file", pl_path(f, at->file));
        put_number(to, "line", at->line);
        put_number(to, "column", at->column);
    }
    if (at->expanded_line != at->line || at->expanded_column != at->column) {
        cJSON *expanded = cJSON_AddObjectToObject(to, "expanded");
        put_number(expanded, "line", at->expanded_line);
        put_number(expanded, "column", at->expanded_column);
    }
    if (at->spelled_file == PL_NONE) return;
    cJSON *spelled = cJSON_AddObjectToObject(to, "spelled");
    put_text(spelled, "file", pl_path(f, at->spelled_file));
    put_number(spelled, "line", at->spelled_line);
    put_number(spelled, "column", at->spelled_column);
}

static const char *name_of(const char *const *names, size_t count, uint32_t kind) {
    return kind < count ? names[kind] : "unknown";
}
#define NAME_OF(names, kind) name_of(names, G_N_ELEMENTS(names), kind)

/* Spans as lists of texts. */

typedef void (*put_fn)(cJSON *to, const char *key, const pl_facts *f, pl_id id);

static void put_list(cJSON *to, const char *key, const pl_facts *f, pl_span span, put_fn put) {
    if (span.count == 0) return;
    cJSON *list = cJSON_AddArrayToObject(to, key);
    for (uint32_t i = 0; i < span.count; i++) {
        cJSON *holder = cJSON_CreateObject();
        put(holder, "x", f, f->ids[span.begin + i]);
        cJSON_AddItemToArray(list, cJSON_DetachItemFromObjectCaseSensitive(holder, "x"));
        cJSON_Delete(holder);
    }
}

static void put_record(cJSON *to, const char *key, const pl_facts *f, pl_id record) {
    if (record != PL_NONE) put_str(to, key, f, f->records[record].name);
}

/* Items. */

static void dump_file(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const flags[] = {"main", "system", NULL};
    put_text(to, "path", pl_path(f, i));
    put_flags(to, f->files[i].flags, flags);
}

static const char *condition_text(const pl_facts *f, pl_id id, GString *out) {
    static const char *const relations[] = {"==", "!=", "<", "<=", ">", ">="};
    const pl_condition *c = &f->conditions[id];
    if (c->relation == PL_REL_OPAQUE && !c->node) return g_string_append_c(out, '?')->str;
    pl_render_node(f, c->node, out);
    if (c->relation == PL_REL_SAME) {
        g_string_append(out, " is ");
        pl_render_node(f, (pl_id)c->value, out);
    }
    if (c->relation == PL_REL_OPAQUE) g_string_append(out, " ?");
    if (c->relation >= G_N_ELEMENTS(relations)) return out->str;
    g_string_append_printf(out, " %s %" PRId64, relations[c->relation], c->value);
    return out->str;
}

static void op_text(const pl_facts *f, const pl_op *op, GString *out) {
    static const char *const names[] = {"call",     "if",     "else", "loop",  "switch", "case", "end",  "break",
                                        "continue", "return", "goto", "label", "do",     "stop", "store"};
    g_string_append(out, NAME_OF(names, op->kind));
    if (op->arg == PL_NONE) return;
    switch (op->kind) {
    case PL_OP_CALL: {
        pl_id callee = f->calls[op->arg].callee;
        g_string_append_printf(out, " %u", op->arg);
        if (callee != PL_NONE) g_string_append_printf(out, " %s", pl_str(f, f->functions[callee].name));
        break;
    }
    case PL_OP_IF:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_STORE:
        g_string_append_c(out, ' ');
        condition_text(f, op->arg, out);
        break;
    case PL_OP_SWITCH:
    case PL_OP_CASE:
        g_string_append_c(out, ' ');
        pl_render_node(f, op->arg, out);
        break;
    case PL_OP_GOTO:
    case PL_OP_LABEL: g_string_append_printf(out, " %s", pl_str(f, op->arg)); break;
    default: break;
    }
}

static void put_body(cJSON *to, const pl_facts *f, pl_span body) {
    if (body.count == 0) return;
    cJSON *list = cJSON_AddArrayToObject(to, "body");
    GString *line = g_string_new(NULL);
    for (uint32_t i = 0; i < body.count; i++) {
        g_string_truncate(line, 0);
        op_text(f, &f->ops[body.begin + i], line);
        char *valid = g_utf8_make_valid(line->str, -1);
        cJSON_AddItemToArray(list, cJSON_CreateString(valid));
        g_free(valid);
    }
    g_string_free(line, TRUE);
}

static void dump_function(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const flags[] = {"defined",      "internal",   "variadic", "noreturn", "virtual", "pure",
                                        "constructor",  "destructor", "method",   "inline",   "system",  "lambda",
                                        "unprototyped", "synthetic",  "startup",  "template", "weak",    NULL};
    const pl_function *x = &f->functions[i];
    put_str(to, "name", f, x->name);
    put_str(to, "usr", f, x->usr);
    put_str(to, "type", f, x->type);
    put_record(to, "record", f, x->record);
    put_location(to, f, &x->at);
    put_number(to, "begin_line", x->begin_line);
    put_number(to, "end_line", x->end_line);
    if (x->declared_line) {
        put_str(to, "declared_file", f, f->files[x->declared_file].path);
        put_number(to, "declared_line", x->declared_line);
    }
    put_number(to, "parameters", x->nparams);
    put_flags(to, x->flags, flags);
    put_list(to, "annotations", f, x->annotations, put_str);
    put_list(to, "overrides", f, x->overrides, put_function);
    if (x->body_hash) put_hash(to, "body_hash", x->body_hash);
    put_body(to, f, x->body);
}

static void dump_var(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const scopes[] = {"local", "internal", "external"};
    static const char *const flags[] = {"thread_local", "array",  "temporary", "static_local",
                                        "defined",      "merged", NULL};
    const pl_var *v = &f->vars[i];
    put_str(to, "name", f, v->name);
    put_str(to, "usr", f, v->usr);
    put_str(to, "type", f, v->type);
    cJSON_AddStringToObject(to, "scope", NAME_OF(scopes, v->scope));
    put_function(to, "function", f, v->function);
    put_flags(to, v->flags, flags);
    put_location(to, f, &v->at);
}

static void dump_record(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const flags[] = {"made", "internal", NULL};
    const pl_record *r = &f->records[i];
    put_str(to, "name", f, r->name);
    put_str(to, "usr", f, r->usr);
    put_list(to, "aliases", f, r->aliases, put_str);
    put_list(to, "bases", f, r->bases, put_record);
    put_record(to, "pattern", f, r->pattern);
    put_list(to, "casts", f, r->casts, put_record);
    put_list(to, "parts", f, r->parts, put_record);
    put_flags(to, r->flags, flags);
    if (r->members_hash) put_hash(to, "members_hash", r->members_hash);
    if (r->file != PL_NONE) put_text(to, "file", pl_path(f, r->file));
}

static void dump_field(const pl_facts *f, uint32_t i, cJSON *to) {
    put_record(to, "record", f, f->fields[i].record);
    put_str(to, "name", f, f->fields[i].name);
    put_str(to, "type", f, f->fields[i].type);
    put_str(to, "signature", f, f->fields[i].signature);
    if (f->fields[i].around != f->fields[i].record) put_record(to, "around", f, f->fields[i].around);
    if (f->fields[i].offset != PL_NONE) put_number(to, "offset", f->fields[i].offset);
}

static void dump_node(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const kinds[] = {"unknown", "function", "variable", "parameter", "return",   "result",
                                        "field",   "deref",    "address",  "choice",    "constant", "string"};
    const pl_node *n = &f->nodes[i];
    cJSON_AddStringToObject(to, "kind", NAME_OF(kinds, n->kind));
    put_node(to, "path", f, i);
    switch (n->kind) {
    case PL_NODE_CHOICE: put_number(to, "or", n->b); /* fall through */
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS:
    case PL_NODE_FIELD: put_number(to, "of", n->a); break;
    case PL_NODE_RESULT: put_number(to, "call", n->a); break;
    default: break;
    }
    if (n->kind == PL_NODE_FIELD) {
        put_record(to, "record", f, f->fields[n->b].record);
        put_str(to, "field", f, f->fields[n->b].name);
    }
}

static void dump_flow(const pl_facts *f, uint32_t i, cJSON *to) {
    const pl_flow *x = &f->flows[i];
    put_value(to, "to", f, x->to);
    put_value(to, "from", f, x->from);
    put_function(to, "function", f, x->function);
    put_str(to, "type", f, x->type);
    put_location(to, f, &x->at);
}

static void dump_call(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const kinds[] = {"direct", "indirect", "virtual"};
    static const char *const flags[] = {"implicit", "at_exit", "instead", NULL};
    const pl_call *c = &f->calls[i];
    cJSON_AddStringToObject(to, "kind", NAME_OF(kinds, c->kind));
    put_function(to, "caller", f, c->caller);
    put_function(to, "callee", f, c->callee);
    put_value(to, "via", f, c->via);
    put_value(to, "self", f, c->self);
    put_list(to, "arguments", f, c->args, put_node);
    put_str(to, "type", f, c->type);
    put_flags(to, c->flags, flags);
    put_location(to, f, &c->at);
}

static void dump_condition(const pl_facts *f, uint32_t i, cJSON *to) {
    GString *text = g_string_new(NULL);
    put_text(to, "condition", condition_text(f, i, text));
    put_number(to, "node", f->conditions[i].node);
    g_string_free(text, TRUE);
}

static void dump_directive(const pl_facts *f, uint32_t i, cJSON *to) {
    static const char *const kinds[] = {"allow", "allow-function", "allow-file", "bad"};
    const pl_directive *d = &f->directives[i];
    cJSON_AddStringToObject(to, "kind", NAME_OF(kinds, d->kind));
    put_list(to, "rules", f, d->rules, put_str);
    put_str(to, "reason", f, d->reason);
    put_str(to, "problem", f, d->problem);
    put_text(to, "file", pl_path(f, d->file));
    put_number(to, "line", d->line);
    put_number(to, "column", d->column);
    put_number(to, "end_line", d->end_line);
    put_number(to, "target_line", d->target_line);
    put_true(to, "skipped", d->skipped);
}

static void dump_unit(const pl_facts *f, uint32_t i, cJSON *to) {
    (void)i;
    const pl_unit *u = &f->unit;
    put_text(to, "file", pl_path(f, u->main_file));
    put_str(to, "directory", f, u->directory);
    put_str(to, "output", f, u->output);
    put_str(to, "triple", f, u->triple);
    cJSON_AddStringToObject(to, "language", u->cplusplus ? "c++" : "c");
    put_hash(to, "command_hash", u->command_hash);
    put_number(to, "errors", u->errors);
    put_true(to, "fatal", u->fatal);
    put_str(to, "first_error", f, u->first_error);
    put_list(to, "dropped", f, u->dropped, put_str);
    put_list(to, "left_out", f, u->left_out, put_str);
}

typedef void (*dump_fn)(const pl_facts *f, uint32_t i, cJSON *to);

static void append_item(const pl_facts *f, dump_fn dump, uint32_t i, bool numbered, GString *out) {
    cJSON *item = cJSON_CreateObject();
    if (numbered) put_number(item, "id", i);
    dump(f, i, item);
    char *text = cJSON_PrintUnformatted(item);
    g_string_append(out, text ? text : "{}");
    cJSON_free(text);
    cJSON_Delete(item);
}

char *pl_facts_to_json(const pl_facts *f) {
    const struct {
        const char *name;
        uint32_t count;
        dump_fn dump;
    } lists[] = {
        {"files", f->nfiles, dump_file},
        {"functions", f->nfunctions, dump_function},
        {"calls", f->ncalls, dump_call},
        {"flows", f->nflows, dump_flow},
        {"directives", f->ndirectives, dump_directive},
        {"variables", f->nvars, dump_var},
        {"records", f->nrecords, dump_record},
        {"fields", f->nfields, dump_field},
        {"conditions", f->nconditions, dump_condition},
        {"nodes", f->nnodes, dump_node},
    };
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "{\n\"version\": %d,\n\"unit\": ", PL_FACTS_VERSION);
    append_item(f, dump_unit, 0, false, out);
    for (size_t list = 0; list < G_N_ELEMENTS(lists); list++) {
        g_string_append_printf(out, ",\n\"%s\": [", lists[list].name);
        for (uint32_t i = 0; i < lists[list].count; i++) {
            g_string_append(out, i > 0 ? ",\n  " : "\n  ");
            append_item(f, lists[list].dump, i, true, out);
        }
        g_string_append(out, lists[list].count > 0 ? "\n]" : "]");
    }
    g_string_append(out, "\n}\n");
    return g_string_free(out, FALSE);
}
