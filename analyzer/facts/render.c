/* render.c: see render.h. Recursion is safe: PL_NODE_MAX_PARTS. */
#include "facts/render.h"

#include <inttypes.h>

enum { LONGEST = 1000 };

static void render(const pl_facts *f, pl_id node, GString *out);

/* As the left side of `.` or `->`. */
static void render_operand(const pl_facts *f, pl_id node, GString *out) {
    bool prefixed = f->nodes[node].kind == PL_NODE_DEREF || f->nodes[node].kind == PL_NODE_ADDRESS;
    if (prefixed) g_string_append_c(out, '(');
    render(f, node, out);
    if (prefixed) g_string_append_c(out, ')');
}

static void render_field(const pl_facts *f, const pl_node *n, GString *out) {
    const pl_node *object = &f->nodes[n->a];
    bool arrow = object->kind == PL_NODE_DEREF;
    render_operand(f, arrow ? object->a : n->a, out);
    g_string_append_printf(out, "%s%s", arrow ? "->" : ".", pl_str(f, f->fields[n->b].name));
}

static void render_call(const pl_facts *f, pl_id id, GString *out) {
    const pl_call *call = &f->calls[id];
    const char *name = call->callee == PL_NONE ? "(indirect)" : pl_str(f, f->functions[call->callee].name);
    g_string_append_printf(out, "%s()#%u", name, id);
}

static void render(const pl_facts *f, pl_id node, GString *out) {
    if (out->len > LONGEST) return;
    const pl_node *n = &f->nodes[node];
    switch (n->kind) {
    case PL_NODE_FUNCTION: g_string_append(out, pl_str(f, f->functions[n->a].name)); break;
    case PL_NODE_VAR: g_string_append(out, pl_str(f, f->vars[n->a].name)); break;
    case PL_NODE_PARAM:
        g_string_append(out, pl_str(f, f->functions[n->a].name));
        if (n->b == PL_PARAM_THIS)
            g_string_append(out, "$this");
        else
            g_string_append_printf(out, "$%u", n->b);
        break;
    case PL_NODE_RETURN: g_string_append_printf(out, "%s$return", pl_str(f, f->functions[n->a].name)); break;
    case PL_NODE_RESULT: render_call(f, n->a, out); break;
    case PL_NODE_FIELD: render_field(f, n, out); break;
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS:
        g_string_append_c(out, n->kind == PL_NODE_DEREF ? '*' : '&');
        render(f, n->a, out);
        break;
    case PL_NODE_CHOICE:
        g_string_append_c(out, '(');
        render(f, n->a, out);
        g_string_append(out, " | ");
        render(f, n->b, out);
        g_string_append_c(out, ')');
        break;
    case PL_NODE_CONSTANT: g_string_append_printf(out, "%" PRId64, pl_node_value(n)); break;
    case PL_NODE_STRING: g_string_append_printf(out, "\"%s\"", pl_str(f, n->a)); break;
    default: g_string_append_c(out, '?');
    }
}

void pl_render_node(const pl_facts *facts, pl_id node, GString *out) {
    GString *path = g_string_new(NULL);
    render(facts, node, path);
    if (path->len > LONGEST) {
        g_string_truncate(path, LONGEST);
        g_string_append(path, "...");
    }
    g_string_append_len(out, path->str, (gssize)path->len);
    g_string_free(path, TRUE);
}
