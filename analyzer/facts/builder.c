/* builder.c: growing arrays, interned strings, files and nodes. The access-path algebra is in algebra.c. */
#include "facts/builder.h"

#include <string.h>
#include <xxhash.h>

#include "facts/builder_private.h"

static pl_storage *storage_new(void) {
    pl_storage *s = g_new0(pl_storage, 1);
    /* Reserving makes every array non-NULL, also when it stays empty: no pointer arithmetic on NULL anywhere. */
    s->text = g_string_chunk_new(64 * 1024);
    s->strings = g_array_sized_new(FALSE, FALSE, sizeof(const char *), 1024);
    s->files = g_array_sized_new(FALSE, FALSE, sizeof(pl_file), 64);
    s->functions = g_array_sized_new(FALSE, FALSE, sizeof(pl_function), 64);
    s->vars = g_array_sized_new(FALSE, FALSE, sizeof(pl_var), 64);
    s->records = g_array_sized_new(FALSE, FALSE, sizeof(pl_record), 64);
    s->fields = g_array_sized_new(FALSE, FALSE, sizeof(pl_field), 64);
    s->nodes = g_array_sized_new(FALSE, FALSE, sizeof(pl_node), 1024);
    s->flows = g_array_sized_new(FALSE, FALSE, sizeof(pl_flow), 64);
    s->calls = g_array_sized_new(FALSE, FALSE, sizeof(pl_call), 64);
    s->ops = g_array_sized_new(FALSE, FALSE, sizeof(pl_op), 64);
    s->conditions = g_array_sized_new(FALSE, FALSE, sizeof(pl_condition), 64);
    s->directives = g_array_sized_new(FALSE, FALSE, sizeof(pl_directive), 64);
    s->ids = g_array_sized_new(FALSE, FALSE, sizeof(pl_id), 64);
    return s;
}

static void storage_free(void *storage) {
    pl_storage *s = storage;
    GArray *arrays[] = {s->strings, s->files, s->functions, s->vars, s->records,    s->fields,    s->nodes,
                        s->flows,   s->calls, s->ops,       s->ids,  s->conditions, s->directives};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++) g_array_free(arrays[i], TRUE);
    g_string_chunk_free(s->text);
    g_free(s);
}

static void drop_indexes(pl_builder *b) {
    pl_intern_clear(&b->string_set);
    pl_intern_clear(&b->file_set);
    pl_intern_clear(&b->node_set);
    g_array_free(b->parts, TRUE);
}

pl_builder *pl_builder_new(void) {
    pl_builder *b = g_new0(pl_builder, 1);
    b->store = storage_new();
    pl_intern_init(&b->string_set, 4096);
    pl_intern_init(&b->file_set, 256);
    pl_intern_init(&b->node_set, 4096);
    b->parts = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), 1024);
    b->unit = (pl_unit){
        .main_file = PL_NONE, .directory = PL_NONE, .output = PL_NONE, .triple = PL_NONE, .first_error = PL_NONE};
    pl_builder_intern_node(b, (pl_node){PL_NODE_UNKNOWN, 0, 0}, 1);
    return b;
}

void pl_builder_free(pl_builder *b) {
    if (!b) return;
    drop_indexes(b);
    storage_free(b->store);
    g_free(b);
}

/* Moves the arrays into the facts: what the builder grew is what the facts keep. */
#define HAND_OVER(what) (facts->what = (void *)s->what->data, facts->n##what = s->what->len)

pl_facts *pl_builder_finish(pl_builder *b) {
    pl_builder_settle(b);
    pl_storage *s = b->store;
    pl_facts *facts = g_new0(pl_facts, 1);
    facts->unit = b->unit;
    HAND_OVER(strings);
    HAND_OVER(files);
    HAND_OVER(functions);
    HAND_OVER(vars);
    HAND_OVER(records);
    HAND_OVER(fields);
    HAND_OVER(nodes);
    HAND_OVER(flows);
    HAND_OVER(calls);
    HAND_OVER(ops);
    HAND_OVER(conditions);
    HAND_OVER(directives);
    HAND_OVER(ids);
    facts->storage = s;
    facts->free_storage = storage_free;
    drop_indexes(b);
    g_free(b);
    return facts;
}

pl_unit *pl_builder_unit(pl_builder *b) { return &b->unit; }

/* Interned items. */

static bool same_string(pl_id id, const void *key, const void *data) {
    const GArray *strings = data;
    return strcmp(((const char *const *)(const void *)strings->data)[id], key) == 0;
}

pl_id pl_builder_string(pl_builder *b, const char *text) {
    if (!text) return PL_NONE;
    size_t length = strlen(text);
    uint32_t hash = (uint32_t)XXH3_64bits(text, length);
    pl_intern_slot *slot = pl_intern_find(&b->string_set, hash, text, same_string, b->store->strings);
    if (slot->id != PL_NONE) return slot->id;
    const char *copy = g_string_chunk_insert_len(b->store->text, text, (gssize)length);
    pl_id id = b->store->strings->len;
    g_array_append_val(b->store->strings, copy);
    pl_intern_fill(&b->string_set, slot, hash, id);
    return id;
}

static bool same_file(pl_id id, const void *key, const void *data) {
    const GArray *files = data;
    return g_array_index(files, pl_file, id).path == *(const pl_id *)key;
}

pl_id pl_builder_file(pl_builder *b, const char *path, uint32_t flags) {
    pl_id text = pl_builder_string(b, path ? path : "");
    uint32_t hash = text * 0x9e3779b1u;
    pl_intern_slot *slot = pl_intern_find(&b->file_set, hash, &text, same_file, b->store->files);
    if (slot->id != PL_NONE) {
        g_array_index(b->store->files, pl_file, slot->id).flags |= flags;
        return slot->id;
    }
    pl_file file = {text, flags};
    pl_id id = b->store->files->len;
    g_array_append_val(b->store->files, file);
    pl_intern_fill(&b->file_set, slot, hash, id);
    return id;
}

static bool same_node(pl_id id, const void *key, const void *data) {
    const GArray *nodes = data;
    const pl_node *x = &g_array_index(nodes, pl_node, id), *y = key;
    return x->kind == y->kind && x->a == y->a && x->b == y->b;
}

pl_id pl_builder_intern_node(pl_builder *b, pl_node node, uint32_t parts) {
    uint64_t mixed = ((uint64_t)node.a << 32 | node.b) * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 32 ^ node.kind) * 0xd6e8feb86659fd93u;
    uint32_t hash = (uint32_t)(mixed >> 32);
    pl_intern_slot *slot = pl_intern_find(&b->node_set, hash, &node, same_node, b->store->nodes);
    if (slot->id != PL_NONE) return slot->id;
    pl_id id = b->store->nodes->len;
    g_array_append_val(b->store->nodes, node);
    g_array_append_val(b->parts, parts);
    pl_intern_fill(&b->node_set, slot, hash, id);
    return id;
}

/* Appended items. */

#define APPEND(array, item) (g_array_append_val(array, item), (array)->len - 1)

pl_id pl_builder_function(pl_builder *b, const pl_function *f) { return APPEND(b->store->functions, *f); }
pl_id pl_builder_var(pl_builder *b, const pl_var *v) { return APPEND(b->store->vars, *v); }
pl_id pl_builder_record(pl_builder *b, const pl_record *r) { return APPEND(b->store->records, *r); }
pl_id pl_builder_field(pl_builder *b, const pl_field *f) { return APPEND(b->store->fields, *f); }
void pl_builder_flow(pl_builder *b, const pl_flow *flow) { g_array_append_val(b->store->flows, *flow); }
pl_id pl_builder_call(pl_builder *b, const pl_call *call) { return APPEND(b->store->calls, *call); }
void pl_builder_directive(pl_builder *b, const pl_directive *d) { g_array_append_val(b->store->directives, *d); }

uint32_t pl_builder_ndirectives(const pl_builder *b) { return b->store->directives->len; }

pl_directive *pl_builder_directive_at(pl_builder *b, uint32_t i) {
    return &g_array_index(b->store->directives, pl_directive, i);
}

void pl_builder_op(pl_builder *b, pl_op_kind kind, uint32_t arg) {
    pl_op op = {kind, arg};
    g_array_append_val(b->store->ops, op);
}

pl_id pl_builder_condition(pl_builder *b, pl_id node, pl_relation relation, int64_t value) {
    pl_condition condition = {node, relation, value};
    return APPEND(b->store->conditions, condition);
}

pl_span pl_builder_span(pl_builder *b, const pl_id *ids, uint32_t count) {
    if (count == 0) return (pl_span){0, 0};
    pl_span span = {b->store->ids->len, count};
    g_array_append_vals(b->store->ids, ids, count);
    return span;
}

pl_function *pl_builder_function_at(pl_builder *b, pl_id id) {
    return &g_array_index(b->store->functions, pl_function, id);
}
pl_record *pl_builder_record_at(pl_builder *b, pl_id id) { return &g_array_index(b->store->records, pl_record, id); }
pl_call *pl_builder_call_at(pl_builder *b, pl_id id) { return &g_array_index(b->store->calls, pl_call, id); }
const pl_node *pl_builder_node_at(pl_builder *b, pl_id id) { return &g_array_index(b->store->nodes, pl_node, id); }
pl_var *pl_builder_var_at(pl_builder *b, pl_id id) { return &g_array_index(b->store->vars, pl_var, id); }
const char *pl_builder_text(pl_builder *b, pl_id string) {
    return string == PL_NONE ? "" : g_array_index(b->store->strings, const char *, string);
}

uint32_t pl_builder_nops(const pl_builder *b) { return b->store->ops->len; }
uint32_t pl_builder_ncalls(const pl_builder *b) { return b->store->calls->len; }
uint32_t pl_builder_nflows(const pl_builder *b) { return b->store->flows->len; }
void pl_builder_cut_ops(pl_builder *b, uint32_t nops) {
    if (nops < b->store->ops->len) g_array_set_size(b->store->ops, nops);
}

const pl_op *pl_builder_op_at(const pl_builder *b, uint32_t i) { return &g_array_index(b->store->ops, pl_op, i); }
const pl_flow *pl_builder_flow_at(const pl_builder *b, uint32_t i) {
    return &g_array_index(b->store->flows, pl_flow, i);
}
const pl_condition *pl_builder_condition_at(const pl_builder *b, pl_id id) {
    return &g_array_index(b->store->conditions, pl_condition, id);
}
const pl_field *pl_builder_field_at(const pl_builder *b, pl_id id) {
    return &g_array_index(b->store->fields, pl_field, id);
}
pl_id pl_builder_span_at(const pl_builder *b, pl_span span, uint32_t i) {
    return g_array_index(b->store->ids, pl_id, span.begin + i);
}
const char *pl_builder_path(pl_builder *b, pl_id file) {
    return pl_builder_text(b, g_array_index(b->store->files, pl_file, file).path);
}
