/* builder.h: makes a pl_facts, one item at a time. Extraction's only way to write. Not thread-safe; one builder a unit.
 */
#ifndef PINLINT_BUILDER_H
#define PINLINT_BUILDER_H

#include <glib.h>

#include "facts/facts.h"

typedef struct pl_builder pl_builder;

pl_builder *pl_builder_new(void);
void pl_builder_free(pl_builder *b);        /* without finishing */
pl_facts *pl_builder_finish(pl_builder *b); /* frees b; the caller owns the facts */

pl_unit *pl_builder_unit(pl_builder *b);

/* Interned: the same text, path or node gives the same id. */
pl_id pl_builder_string(pl_builder *b, const char *text);
pl_id pl_builder_file(pl_builder *b, const char *path, uint32_t flags); /* flags are added to what is known */
pl_id pl_builder_node(pl_builder *b, pl_node_kind kind, uint32_t a, uint32_t x);
pl_id pl_builder_constant(pl_builder *b, int64_t value);

/* The access-path algebra: DEREF(ADDRESS(x)) is x, ADDRESS(DEREF(p)) is p; both distribute over CHOICE. */
pl_id pl_builder_deref(pl_builder *b, pl_id node);
pl_id pl_builder_address(pl_builder *b, pl_id node);
pl_id pl_builder_choice(pl_builder *b, pl_id x, pl_id y); /* CHOICE(x, x) is x; UNKNOWN gives way */

/* Appended. */
pl_id pl_builder_function(pl_builder *b, const pl_function *f);
pl_id pl_builder_var(pl_builder *b, const pl_var *v);
pl_id pl_builder_record(pl_builder *b, const pl_record *r);
pl_id pl_builder_field(pl_builder *b, const pl_field *f);
void pl_builder_flow(pl_builder *b, const pl_flow *flow);
pl_id pl_builder_call(pl_builder *b, const pl_call *call);
void pl_builder_op(pl_builder *b, pl_op_kind kind, uint32_t arg);
pl_id pl_builder_condition(pl_builder *b, pl_id node, pl_relation relation, int64_t value);
void pl_builder_directive(pl_builder *b, const pl_directive *d);
uint32_t pl_builder_ndirectives(const pl_builder *b);
pl_directive *pl_builder_directive_at(pl_builder *b, uint32_t i);
pl_span pl_builder_span(pl_builder *b, const pl_id *ids, uint32_t count);

/* To complete what was appended; valid until the next append of the same kind. */
pl_function *pl_builder_function_at(pl_builder *b, pl_id id);
pl_record *pl_builder_record_at(pl_builder *b, pl_id id);
pl_call *pl_builder_call_at(pl_builder *b, pl_id id);
const pl_node *pl_builder_node_at(pl_builder *b, pl_id id);
pl_var *pl_builder_var_at(pl_builder *b, pl_id id);
const pl_op *pl_builder_op_at(const pl_builder *b, uint32_t i);
const pl_flow *pl_builder_flow_at(const pl_builder *b, uint32_t i);
const pl_condition *pl_builder_condition_at(const pl_builder *b, pl_id id);
const pl_field *pl_builder_field_at(const pl_builder *b, pl_id id);
pl_id pl_builder_span_at(const pl_builder *b, pl_span span, uint32_t i);
const char *pl_builder_path(pl_builder *b, pl_id file);
const char *pl_builder_text(pl_builder *b, pl_id string);

/* Counts so far: positions in the streams of operations and calls. */
uint32_t pl_builder_nops(const pl_builder *b);
uint32_t pl_builder_ncalls(const pl_builder *b);
uint32_t pl_builder_nflows(const pl_builder *b);
void pl_builder_cut_ops(pl_builder *b, uint32_t nops); /* drops every operation after position nops */
uint32_t pl_builder_nconditions(const pl_builder *b);
/* Drops the operations from position `begin` on whose keep[position - begin] is false, and of the conditions from
 * `conditions` on those that no operation refers to any more. */
void pl_builder_filter_ops(pl_builder *b, uint32_t begin, const bool *keep, uint32_t conditions);

#endif
