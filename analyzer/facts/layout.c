/* layout.c: see layout.h. Changing anything here means a new PL_FACTS_VERSION. */
#include "facts/layout.h"

#include <string.h>

void pl_layout_begin(pl_layout *l) { memset(&l->last, 0, sizeof l->last); }

/* Parts of items. */

static void text(pl_layout *l, pl_id *string) { pl_wire_ref(&l->wire, string, &l->last.text); }
static void number(pl_layout *l, uint32_t *value) { pl_wire_u32(&l->wire, value); }

static void span(pl_layout *l, pl_span *s) {
    pl_wire_count(&l->wire, &s->count, 1);
    if (!pl_wire_reading(&l->wire)) {
        for (uint32_t i = 0; i < s->count; i++) {
            pl_id id = l->facts->ids[s->begin + i];
            pl_wire_ref(&l->wire, &id, &l->last.in_span);
        }
        return;
    }
    s->begin = s->count > 0 ? l->ids->len : 0;
    for (uint32_t i = 0; i < s->count; i++) {
        pl_id id = PL_NONE;
        pl_wire_ref(&l->wire, &id, &l->last.in_span);
        g_array_append_val(l->ids, id);
    }
}

enum { AT_SPELLED = 1, AT_EXPANDED = 2, AT_BITS = 2 };

static uint64_t location_parts(const pl_location *at) {
    bool expanded = at->expanded_line != at->line || at->expanded_column != at->column;
    return (at->spelled_file != PL_NONE ? AT_SPELLED : 0) | (expanded ? AT_EXPANDED : 0);
}

/* One byte says how far the file is from the last one, and which other places follow. */
static void location(pl_layout *l, pl_location *at) {
    uint32_t file = at->file + 1; /* PL_NONE becomes 0 */
    uint64_t head = 0;
    if (!pl_wire_reading(&l->wire)) {
        head = pl_zigzag((int64_t)file - l->last.file) << AT_BITS | location_parts(at);
    }
    pl_wire_u64(&l->wire, &head);
    if (pl_wire_reading(&l->wire)) {
        file = (uint32_t)(l->last.file + (uint64_t)pl_unzigzag(head >> AT_BITS));
        at->file = file - 1;
    }
    l->last.file = file;
    pl_wire_delta(&l->wire, &at->line, &l->last.line);
    number(l, &at->column);
    if (head & AT_SPELLED) {
        pl_wire_ref(&l->wire, &at->spelled_file, &l->last.spelled_file);
        pl_wire_delta(&l->wire, &at->spelled_line, &l->last.spelled_line);
        number(l, &at->spelled_column);
    } else if (pl_wire_reading(&l->wire)) {
        at->spelled_file = PL_NONE;
        at->spelled_line = at->spelled_column = 0;
    }
    if (head & AT_EXPANDED) {
        pl_wire_delta(&l->wire, &at->expanded_line, &l->last.line);
        number(l, &at->expanded_column);
    } else if (pl_wire_reading(&l->wire)) {
        at->expanded_line = at->line;
        at->expanded_column = at->column;
    }
}

/* The kind in the low bits; above them what the argument refers to, most often the next one of its sort. */
enum { OP_KIND_BITS = 5 };

static uint32_t *op_last(pl_layout *l, uint32_t kind) {
    switch (kind) {
    case PL_OP_CALL: return &l->last.call;
    case PL_OP_IF:
    case PL_OP_LOOP:
    case PL_OP_DO:
    case PL_OP_STORE: return &l->last.condition;
    case PL_OP_SWITCH:
    case PL_OP_CASE: return &l->last.node;
    case PL_OP_GOTO:
    case PL_OP_LABEL: return &l->last.text;
    default: return NULL; /* no argument */
    }
}

static void op(pl_layout *l, pl_op *o) {
    uint64_t word = 0;
    uint32_t *last = pl_wire_reading(&l->wire) ? NULL : op_last(l, o->kind);
    if (last && o->arg != PL_NONE) word = pl_zigzag((int64_t)o->arg - *last) + 1;
    word = word << OP_KIND_BITS | o->kind;
    pl_wire_u64(&l->wire, &word);
    if (pl_wire_reading(&l->wire)) {
        o->kind = (uint32_t)(word & ((1u << OP_KIND_BITS) - 1));
        word >>= OP_KIND_BITS;
        last = op_last(l, o->kind);
        if (!last && word != 0) l->wire.bad = true;
        o->arg = last && word != 0 ? (uint32_t)(*last + (uint64_t)pl_unzigzag(word - 1)) : PL_NONE;
    }
    if (last && o->arg != PL_NONE) *last = o->arg;
}

static void body(pl_layout *l, pl_span *s) {
    pl_wire_count(&l->wire, &s->count, 1);
    if (pl_wire_reading(&l->wire)) s->begin = s->count > 0 ? l->ops->len : 0;
    for (uint32_t i = 0; i < s->count && !l->wire.bad; i++) {
        pl_op o = {0, PL_NONE};
        if (!pl_wire_reading(&l->wire)) o = l->facts->ops[s->begin + i];
        op(l, &o);
        if (pl_wire_reading(&l->wire)) g_array_append_val(l->ops, o);
    }
}

/* Items. */

void pl_layout_unit(pl_layout *l, pl_unit *unit) {
    pl_wire_ref(&l->wire, &unit->main_file, &l->last.file);
    text(l, &unit->directory);
    text(l, &unit->output);
    text(l, &unit->triple);
    pl_wire_bool(&l->wire, &unit->cplusplus);
    pl_wire_bool(&l->wire, &unit->fatal);
    number(l, &unit->errors);
    text(l, &unit->first_error);
    pl_wire_fixed64(&l->wire, &unit->command_hash);
    span(l, &unit->dropped);
    span(l, &unit->left_out);
}

void pl_layout_file(pl_layout *l, pl_file *file) {
    text(l, &file->path);
    number(l, &file->flags);
}

static void hash(pl_layout *l, uint64_t *value) {
    bool hashed = !pl_wire_reading(&l->wire) && *value != 0;
    pl_wire_bool(&l->wire, &hashed);
    if (hashed)
        pl_wire_fixed64(&l->wire, value);
    else
        *value = 0;
}

void pl_layout_function(pl_layout *l, pl_function *f) {
    text(l, &f->usr);
    text(l, &f->name);
    text(l, &f->type);
    pl_wire_ref(&l->wire, &f->record, &l->last.record);
    location(l, &f->at);
    uint32_t line = f->at.line;
    pl_wire_delta(&l->wire, &f->begin_line, &line);
    pl_wire_delta(&l->wire, &f->end_line, &line);
    number(l, &f->declared_line);
    if (f->declared_line)
        pl_wire_ref(&l->wire, &f->declared_file, &l->last.file);
    else
        f->declared_file = PL_NONE;
    number(l, &f->flags);
    number(l, &f->nparams);
    span(l, &f->annotations);
    span(l, &f->overrides);
    hash(l, &f->body_hash);
    body(l, &f->body);
}

void pl_layout_var(pl_layout *l, pl_var *v) {
    text(l, &v->usr);
    text(l, &v->name);
    text(l, &v->type);
    pl_wire_ref(&l->wire, &v->function, &l->last.function);
    location(l, &v->at);
    uint32_t scope = v->scope;
    number(l, &scope);
    if (scope > PL_VAR_EXTERNAL)
        l->wire.bad = true;
    else
        v->scope = (pl_var_scope)scope;
    number(l, &v->flags);
}

void pl_layout_record(pl_layout *l, pl_record *r) {
    text(l, &r->usr);
    text(l, &r->name);
    pl_wire_ref(&l->wire, &r->file, &l->last.file);
    span(l, &r->aliases);
    span(l, &r->bases);
    number(l, &r->flags);
    pl_wire_ref(&l->wire, &r->pattern, &l->last.record);
    span(l, &r->casts);
    span(l, &r->parts);
    hash(l, &r->members_hash);
}

void pl_layout_field(pl_layout *l, pl_field *f) {
    pl_wire_ref(&l->wire, &f->record, &l->last.record);
    text(l, &f->name);
    text(l, &f->type);
    text(l, &f->signature);
    pl_wire_ref(&l->wire, &f->around, &l->last.record);
    uint32_t end = f->offset + 1; /* PL_NONE becomes 0 */
    number(l, &end);
    f->offset = end - 1;
}

static void constant(pl_layout *l, pl_node *n) {
    int64_t value = pl_node_value(n);
    pl_wire_i64(&l->wire, &value);
    n->a = (uint32_t)((uint64_t)value & UINT32_MAX);
    n->b = (uint32_t)((uint64_t)value >> 32);
}

/* Nodes refer to nodes a little before them. */
static void earlier(pl_layout *l, uint32_t *node) {
    uint32_t distance = l->last.index - *node;
    number(l, &distance);
    *node = l->last.index - distance;
}

void pl_layout_node(pl_layout *l, pl_node *n) {
    number(l, &n->kind);
    if (pl_wire_reading(&l->wire)) n->a = n->b = 0;
    switch (n->kind) {
    case PL_NODE_UNKNOWN: break;
    case PL_NODE_FUNCTION:
    case PL_NODE_RETURN: pl_wire_ref(&l->wire, &n->a, &l->last.function); break;
    case PL_NODE_PARAM: {
        pl_wire_ref(&l->wire, &n->a, &l->last.function);
        uint32_t index = n->b - PL_PARAM_THIS; /* `this` becomes 0 */
        number(l, &index);
        n->b = index + PL_PARAM_THIS;
        break;
    }
    case PL_NODE_VAR: pl_wire_ref(&l->wire, &n->a, &l->last.var); break;
    case PL_NODE_RESULT: pl_wire_ref(&l->wire, &n->a, &l->last.call); break;
    case PL_NODE_STRING: pl_wire_ref(&l->wire, &n->a, &l->last.text); break;
    case PL_NODE_CONSTANT: constant(l, n); break;
    case PL_NODE_FIELD:
        earlier(l, &n->a);
        number(l, &n->b);
        break;
    case PL_NODE_CHOICE:
        earlier(l, &n->a);
        earlier(l, &n->b);
        break;
    case PL_NODE_DEREF:
    case PL_NODE_ADDRESS: earlier(l, &n->a); break;
    default: l->wire.bad = true;
    }
    l->last.index++;
}

void pl_layout_flow(pl_layout *l, pl_flow *flow) {
    pl_wire_ref(&l->wire, &flow->to, &l->last.node);
    pl_wire_ref(&l->wire, &flow->from, &l->last.node);
    pl_wire_ref(&l->wire, &flow->function, &l->last.function);
    text(l, &flow->type);
    location(l, &flow->at);
}

void pl_layout_call(pl_layout *l, pl_call *call) {
    pl_wire_ref(&l->wire, &call->caller, &l->last.function);
    number(l, &call->kind);
    number(l, &call->flags);
    pl_wire_ref(&l->wire, &call->callee, &l->last.callee);
    pl_wire_ref(&l->wire, &call->via, &l->last.node);
    pl_wire_ref(&l->wire, &call->self, &l->last.node);
    span(l, &call->args);
    text(l, &call->type);
    location(l, &call->at);
}

void pl_layout_condition(pl_layout *l, pl_condition *condition) {
    pl_wire_ref(&l->wire, &condition->node, &l->last.node);
    number(l, &condition->relation);
    pl_wire_i64(&l->wire, &condition->value);
}

void pl_layout_directive(pl_layout *l, pl_directive *d) {
    pl_wire_ref(&l->wire, &d->file, &l->last.file);
    pl_wire_delta(&l->wire, &d->line, &l->last.line);
    number(l, &d->column);
    uint32_t line = d->line;
    pl_wire_delta(&l->wire, &d->end_line, &line);
    pl_wire_delta(&l->wire, &d->target_line, &line);
    number(l, &d->kind);
    span(l, &d->rules);
    text(l, &d->reason);
    text(l, &d->problem);
    pl_wire_bool(&l->wire, &d->skipped);
}
