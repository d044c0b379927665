/* paths.c: see paths.h. A path is a text: a root that ends in ';', then what is done to it from left to right: "*" what
 * it points to, "&" its address, ".record.field". Roots: p3 a parameter, t the object, v a local variable, g one that
 * is not, r what a call returned, c what a function without arguments returns. */
#include "checks/paths.h"

#include <string.h>

void pl_paths_init(pl_paths *paths) {
    paths->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    paths->texts = g_ptr_array_new();
}

void pl_paths_clear(pl_paths *paths) {
    g_hash_table_destroy(paths->ids);
    g_ptr_array_free(paths->texts, TRUE);
}

static uint32_t intern(pl_paths *paths, const char *text) {
    gpointer known = g_hash_table_lookup(paths->ids, text);
    if (known) return GPOINTER_TO_UINT(known) - 1;
    char *own = g_strdup(text);
    g_ptr_array_add(paths->texts, own);
    g_hash_table_insert(paths->ids, own, GUINT_TO_POINTER(paths->texts->len));
    return paths->texts->len - 1;
}

static const char *text_of(const pl_paths *paths, uint32_t path) { return paths->texts->pdata[path]; }

/* "*" and "&" undo each other. */
static void append_step(GString *out, char step) {
    char undone = step == '*' ? '&' : '*';
    if (out->len && out->str[out->len - 1] == undone)
        g_string_truncate(out, out->len - 1);
    else
        g_string_append_c(out, step);
}

static void spell_var(const pl_facts *f, pl_id var, GString *out) {
    const pl_var *v = &f->vars[var];
    if (v->usr == PL_NONE)
        g_string_append_printf(out, "v%p.%u;", (const void *)f, var);
    else if (v->scope == PL_VAR_INTERNAL)
        g_string_append_printf(out, "g%s@%s;", pl_str(f, v->usr), pl_path(f, f->unit.main_file));
    else
        g_string_append_printf(out, "g%s;", pl_str(f, v->usr));
}

/* What an accessor returns is the same place each time; what a library returns is another thing each time. */
static void spell_result(const pl_program *program, const pl_facts *f, pl_id call, GString *out) {
    const pl_call *made = &f->calls[call];
    uint32_t func = made->callee == PL_NONE ? PL_NONE : pl_program_func(program, f, made->callee);
    bool accessor = func != PL_NONE && (program->funcs[func].flags & PL_FN_DEFINED) && !made->args.count;
    if (accessor && made->self == PL_NONE)
        g_string_append_printf(out, "c%u;", func);
    else
        g_string_append_printf(out, "r%p.%u;", (const void *)f, call);
}

static bool spell(const pl_program *program, const pl_facts *f, pl_id node, GString *out) {
    const pl_node *n = &f->nodes[node];
    switch (n->kind) {
    case PL_NODE_VAR: spell_var(f, n->a, out); return true;
    case PL_NODE_PARAM:
        if (n->b == PL_PARAM_THIS)
            g_string_append(out, "t;");
        else
            g_string_append_printf(out, "p%u;", n->b);
        return true;
    case PL_NODE_RESULT: spell_result(program, f, n->a, out); return true;
    case PL_NODE_RETURN: g_string_append(out, "R;"); return true;
    case PL_NODE_FIELD: {
        if (!spell(program, f, n->a, out)) return false;
        const pl_field *field = &f->fields[n->b];
        const char *record = field->record == PL_NONE ? "" : pl_str(f, f->records[field->record].name);
        g_string_append_printf(out, ".%s.%s", record, pl_str(f, field->name));
        return true;
    }
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS:
        if (!spell(program, f, n->a, out)) return false;
        append_step(out, n->kind == PL_NODE_DEREF ? '*' : '&');
        return true;
    default: return false;
    }
}

uint32_t pl_path_of(pl_paths *paths, const pl_program *program, const pl_facts *facts, pl_id node) {
    GString *text = g_string_new(NULL);
    uint32_t path = node != PL_NONE && spell(program, facts, node, text) ? intern(paths, text->str) : PL_NONE;
    g_string_free(text, TRUE);
    return path;
}

static uint32_t with_step(pl_paths *paths, uint32_t path, char step) {
    if (path == PL_NONE) return PL_NONE;
    GString *text = g_string_new(text_of(paths, path));
    append_step(text, step);
    uint32_t made = intern(paths, text->str);
    g_string_free(text, TRUE);
    return made;
}

uint32_t pl_path_pointee(pl_paths *paths, uint32_t path) { return with_step(paths, path, '*'); }

uint32_t pl_path_address(pl_paths *paths, uint32_t path) { return with_step(paths, path, '&'); }

bool pl_path_is_outer(const pl_paths *paths, const pl_func *func, uint32_t path) {
    if (path == PL_NONE) return false;
    const char *text = text_of(paths, path);
    if (text[0] != 'v') return strchr("ptgcR", text[0]) != NULL;
    uint32_t var = (uint32_t)g_ascii_strtoull(strchr(text, '.') + 1, NULL, 10);
    return var < func->facts->nvars && func->facts->vars[var].function != func->local;
}

uint32_t pl_path_parameter(const pl_paths *paths, uint32_t path) {
    const char *text = text_of(paths, path);
    if (text[0] == 't') return PL_PARAM_THIS;
    return text[0] == 'p' ? (uint32_t)g_ascii_strtoull(text + 1, NULL, 10) : PL_NONE;
}

bool pl_path_is_returned(const pl_paths *paths, uint32_t path) { return text_of(paths, path)[0] == 'R'; }

uint32_t pl_path_of_result(pl_paths *paths, const pl_program *program, const pl_facts *facts, pl_id call) {
    GString *text = g_string_new(NULL);
    spell_result(program, facts, call, text);
    uint32_t path = intern(paths, text->str);
    g_string_free(text, TRUE);
    return path;
}

uint32_t pl_path_at_caller(pl_paths *paths, uint32_t path, uint32_t argument) {
    if (argument == PL_NONE) return PL_NONE;
    const char *rest = strchr(text_of(paths, path), ';') + 1;
    GString *text = g_string_new(text_of(paths, argument));
    while (*rest == '*' || *rest == '&') append_step(text, *rest++);
    g_string_append(text, rest);
    uint32_t at_caller = intern(paths, text->str);
    g_string_free(text, TRUE);
    return at_caller;
}

const char *pl_path_tail(const pl_paths *paths, uint32_t path) {
    const char *text = text_of(paths, path), *end = strrchr(text, '.'), *semicolon = strchr(text, ';');
    if (end && end > semicolon) {
        while (end > text && end[-1] != '.') end--; /* ".record.field" */
        return end;
    }
    return text[0] == 'g' ? text : NULL;
}
