/* validate.c: one function per kind of item, each true when the item is sound. */
#include "facts/validate.h"

#include <glib.h>

enum { MAX_PARAMETERS = UINT16_MAX }; /* clang's own limit */

/* References. A count is the number of items there are. */

static bool in(pl_id id, uint32_t count) { return id < count; }
static bool in_or_none(pl_id id, uint32_t count) { return id == PL_NONE || id < count; }

static bool span_in(const pl_facts *f, pl_span span, uint32_t count) {
    if (span.begin > f->nids || span.count > f->nids - span.begin) return false;
    for (uint32_t i = 0; i < span.count; i++) {
        if (!in(f->ids[span.begin + i], count)) return false;
    }
    return true;
}

static bool location_ok(const pl_facts *f, const pl_location *at) {
    return in_or_none(at->file, f->nfiles) && in_or_none(at->spelled_file, f->nfiles);
}

/* Control flow of one body. */

/* Innermost last: what each open IF, LOOP, DO or SWITCH is; PL_OP_ELSE for an IF that had its ELSE. */
typedef struct {
    GByteArray *open;
    uint32_t switches;
} nesting;

static void nest(nesting *n, uint32_t kind) {
    guint8 byte = (guint8)kind;
    g_byte_array_append(n->open, &byte, 1);
    n->switches += kind == PL_OP_SWITCH;
}

static bool nests(nesting *n, uint32_t kind) {
    guint depth = n->open->len;
    guint8 *innermost = depth > 0 ? &n->open->data[depth - 1] : NULL;
    switch (kind) {
    case PL_OP_IF:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_SWITCH: nest(n, kind); return depth < PL_OP_MAX_DEPTH;
    case PL_OP_ELSE:
        if (!innermost || *innermost != PL_OP_IF) return false;
        *innermost = PL_OP_ELSE;
        return true;
    case PL_OP_CASE: return n->switches > 0; /* not always innermost: a loop may begin between two cases */
    case PL_OP_END:
        if (!innermost) return false;
        n->switches -= *innermost == PL_OP_SWITCH;
        g_byte_array_set_size(n->open, depth - 1);
        return true;
    default: return true;
    }
}

static bool argument_ok(const pl_facts *f, pl_id function, const pl_op *op) {
    switch (op->kind) {
    case PL_OP_CALL: return in(op->arg, f->ncalls) && f->calls[op->arg].caller == function;
    case PL_OP_STORE: return in(op->arg, f->nconditions);
    case PL_OP_IF: return in(op->arg, f->nconditions) && f->conditions[op->arg].relation != PL_REL_SAME;
    case PL_OP_LOOP:
    case PL_OP_DO:
        return op->arg == PL_NONE || (in(op->arg, f->nconditions) && f->conditions[op->arg].relation != PL_REL_SAME);
    case PL_OP_SWITCH: return in(op->arg, f->nnodes);
    case PL_OP_CASE: return op->arg == PL_NONE || (op->arg < f->nnodes && f->nodes[op->arg].kind == PL_NODE_CONSTANT);
    case PL_OP_GOTO: return in_or_none(op->arg, f->nstrings);
    case PL_OP_LABEL: return in(op->arg, f->nstrings);
    default: return op->kind <= PL_OP_STOP;
    }
}

static bool body_ok(const pl_facts *f, pl_id function, GByteArray *scratch) {
    pl_span body = f->functions[function].body;
    if (body.begin > f->nops || body.count > f->nops - body.begin) return false;
    nesting n = {scratch, 0};
    g_byte_array_set_size(scratch, 0);
    for (uint32_t i = 0; i < body.count; i++) {
        const pl_op *op = &f->ops[body.begin + i];
        if (!argument_ok(f, function, op) || !nests(&n, op->kind)) return false;
    }
    return scratch->len == 0;
}

/* Nodes. */

static bool field_ok(const pl_facts *f, const pl_node *n) { return in(n->b, f->nfields); }

static bool param_ok(const pl_facts *f, const pl_node *n) {
    if (!in(n->a, f->nfunctions)) return false;
    const pl_function *of = &f->functions[n->a];
    return n->b == PL_PARAM_THIS || n->b < of->nparams || (n->b == of->nparams && (of->flags & PL_FN_VARIADIC));
}

/* The number of parts as a tree, from those of earlier nodes; 0 when the node is not sound. */
static uint32_t node_parts(const pl_facts *f, uint32_t id, const uint32_t *parts) {
    const pl_node *n = &f->nodes[id];
    switch (n->kind) {
    case PL_NODE_UNKNOWN: return id == 0;
    case PL_NODE_FUNCTION:
    case PL_NODE_RETURN: return in(n->a, f->nfunctions);
    case PL_NODE_VAR: return in(n->a, f->nvars);
    case PL_NODE_PARAM: return param_ok(f, n);
    case PL_NODE_RESULT: return in(n->a, f->ncalls);
    case PL_NODE_CONSTANT: return 1;
    case PL_NODE_STRING: return in(n->a, f->nstrings);
    case PL_NODE_FIELD:
        if (!field_ok(f, n)) return 0;
        return n->a < id ? parts[n->a] + 1 : 0;
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS: return n->a < id ? parts[n->a] + 1 : 0;
    case PL_NODE_CHOICE: return n->a < id && n->b < id ? parts[n->a] + parts[n->b] + 1 : 0;
    default: return 0;
    }
}

/* PL_NONE when all are sound, else the first that is not. */
static uint32_t bad_node(const pl_facts *f) {
    if (f->nnodes == 0 || f->nodes[0].kind != PL_NODE_UNKNOWN) return 0;
    uint32_t *parts = g_new(uint32_t, f->nnodes);
    uint32_t bad = PL_NONE;
    for (uint32_t i = 0; i < f->nnodes && bad == PL_NONE; i++) {
        parts[i] = node_parts(f, i, parts);
        if (parts[i] == 0 || parts[i] > PL_NODE_MAX_PARTS) bad = i;
    }
    g_free(parts);
    return bad;
}

/* Hierarchies: bases of records, overridden methods. Whoever climbs them must arrive. */

static pl_span bases_of(const pl_facts *f, uint32_t i) { return f->records[i].bases; }
static pl_span overrides_of(const pl_facts *f, uint32_t i) { return f->functions[i].overrides; }

/* Depth-first with an explicit stack; PL_NONE, or an item that is its own ancestor. */
static uint32_t on_cycle(const pl_facts *f, uint32_t count, pl_span (*parents)(const pl_facts *, uint32_t)) {
    enum { NEW, OPEN, DONE };
    typedef struct {
        uint32_t item, next;
    } step;
    guint8 *state = g_new0(guint8, count + 1);
    GArray *path = g_array_new(FALSE, FALSE, sizeof(step));
    uint32_t found = PL_NONE;
    for (uint32_t root = 0; root < count && found == PL_NONE; root++) {
        if (state[root] != NEW || parents(f, root).count == 0) continue;
        step first = {root, 0};
        g_array_append_val(path, first);
        state[root] = OPEN;
        while (path->len > 0 && found == PL_NONE) {
            step *top = &g_array_index(path, step, path->len - 1);
            pl_span above = parents(f, top->item);
            if (top->next == above.count) {
                state[top->item] = DONE;
                g_array_set_size(path, path->len - 1);
                continue;
            }
            step next = {f->ids[above.begin + top->next++], 0};
            if (state[next.item] == OPEN) found = next.item;
            if (state[next.item] != NEW) continue;
            state[next.item] = OPEN;
            g_array_append_val(path, next);
        }
    }
    g_array_free(path, TRUE);
    g_free(state);
    return found;
}

/* The other items. */

static bool file_ok(const pl_facts *f, uint32_t i) { return in(f->files[i].path, f->nstrings); }

static bool function_ok(const pl_facts *f, uint32_t i) {
    const pl_function *x = &f->functions[i];
    return in(x->usr, f->nstrings) && in(x->name, f->nstrings) && in(x->type, f->nstrings) &&
           in_or_none(x->record, f->nrecords) && location_ok(f, &x->at) &&
           (x->declared_line == 0 || in(x->declared_file, f->nfiles)) && x->nparams <= MAX_PARAMETERS &&
           span_in(f, x->annotations, f->nstrings) && span_in(f, x->overrides, f->nfunctions);
}

static bool var_ok(const pl_facts *f, uint32_t i) {
    const pl_var *v = &f->vars[i];
    return in_or_none(v->usr, f->nstrings) && in(v->name, f->nstrings) && in(v->type, f->nstrings) &&
           in_or_none(v->function, f->nfunctions) && location_ok(f, &v->at) && v->scope <= PL_VAR_EXTERNAL;
}

static bool record_ok(const pl_facts *f, uint32_t i) {
    const pl_record *r = &f->records[i];
    return in(r->usr, f->nstrings) && in(r->name, f->nstrings) && in_or_none(r->file, f->nfiles) &&
           span_in(f, r->aliases, f->nstrings) && span_in(f, r->bases, f->nrecords) &&
           in_or_none(r->pattern, f->nrecords) && span_in(f, r->casts, f->nrecords) &&
           span_in(f, r->parts, f->nrecords);
}

static bool member_ok(const pl_facts *f, uint32_t i) {
    const pl_field *x = &f->fields[i];
    return in(x->record, f->nrecords) && in(x->name, f->nstrings) && in(x->type, f->nstrings) &&
           in_or_none(x->signature, f->nstrings) && in(x->around, f->nrecords);
}

static bool flow_ok(const pl_facts *f, uint32_t i) {
    const pl_flow *x = &f->flows[i];
    return in(x->to, f->nnodes) && in(x->from, f->nnodes) && in_or_none(x->function, f->nfunctions) &&
           in_or_none(x->type, f->nstrings) && location_ok(f, &x->at);
}

static bool call_ok(const pl_facts *f, uint32_t i) {
    const pl_call *c = &f->calls[i];
    if (c->kind > PL_CALL_VIRTUAL) return false;
    bool target = c->kind == PL_CALL_INDIRECT ? in(c->via, f->nnodes) && in_or_none(c->callee, f->nfunctions)
                                              : in(c->callee, f->nfunctions) && in_or_none(c->via, f->nnodes);
    return target && in(c->caller, f->nfunctions) && in_or_none(c->self, f->nnodes) && span_in(f, c->args, f->nnodes) &&
           in_or_none(c->type, f->nstrings) && location_ok(f, &c->at);
}

static bool condition_ok(const pl_facts *f, uint32_t i) {
    const pl_condition *c = &f->conditions[i];
    if (!in(c->node, f->nnodes)) return false;
    if (c->relation == PL_REL_SAME) return c->value >= 0 && (uint64_t)c->value < f->nnodes;
    return c->relation <= PL_REL_OPAQUE;
}

static bool directive_ok(const pl_facts *f, uint32_t i) {
    const pl_directive *d = &f->directives[i];
    return in(d->file, f->nfiles) && d->kind <= PL_DIRECTIVE_BAD && span_in(f, d->rules, f->nstrings) &&
           in_or_none(d->reason, f->nstrings) && in_or_none(d->problem, f->nstrings);
}

static bool unit_ok(const pl_facts *f) {
    const pl_unit *u = &f->unit;
    return in(u->main_file, f->nfiles) && in(u->directory, f->nstrings) && in(u->triple, f->nstrings) &&
           in_or_none(u->output, f->nstrings) && in_or_none(u->first_error, f->nstrings) &&
           span_in(f, u->dropped, f->nstrings) && span_in(f, u->left_out, f->nstrings);
}

static uint32_t bad_item(const pl_facts *f, uint32_t count, bool (*ok)(const pl_facts *, uint32_t)) {
    for (uint32_t i = 0; i < count; i++) {
        if (!ok(f, i)) return i;
    }
    return PL_NONE;
}

static uint32_t bad_body(const pl_facts *f) {
    GByteArray *scratch = g_byte_array_new();
    uint32_t i = 0;
    while (i < f->nfunctions && body_ok(f, i, scratch)) i++;
    g_byte_array_free(scratch, TRUE);
    return i < f->nfunctions ? i : PL_NONE;
}

char *pl_facts_validate(const pl_facts *f) {
    if (!unit_ok(f)) return g_strdup("the unit");
    const struct {
        const char *what;
        uint32_t count;
        bool (*ok)(const pl_facts *, uint32_t);
    } plain[] = {
        {"file", f->nfiles, file_ok},
        {"function", f->nfunctions, function_ok},
        {"variable", f->nvars, var_ok},
        {"record", f->nrecords, record_ok},
        {"field", f->nfields, member_ok},
        {"flow", f->nflows, flow_ok},
        {"call", f->ncalls, call_ok},
        {"condition", f->nconditions, condition_ok},
        {"directive", f->ndirectives, directive_ok},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        uint32_t bad = bad_item(f, plain[i].count, plain[i].ok);
        if (bad != PL_NONE) return g_strdup_printf("%s %u", plain[i].what, bad);
    }
    /* These rely on the references that were just checked. */
    uint32_t bad = bad_node(f);
    if (bad != PL_NONE) return g_strdup_printf("node %u", bad);
    if ((bad = bad_body(f)) != PL_NONE) return g_strdup_printf("the body of function %u", bad);
    if ((bad = on_cycle(f, f->nrecords, bases_of)) != PL_NONE) return g_strdup_printf("the bases of record %u", bad);
    bad = on_cycle(f, f->nfunctions, overrides_of);
    return bad != PL_NONE ? g_strdup_printf("what function %u overrides", bad) : NULL;
}
