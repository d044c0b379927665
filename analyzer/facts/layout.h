/* layout.h: what stands where in the payload of a facts file; stated once, for writing and for reading (wire.h).
 *
 * Spans are written where they are used, as a count and their ids, and so are the operations of a body: whatever is
 * read has spans that lie in their arrays and do not overlap. Borrowed memory only, no errors but pl_wire.bad.
 */
#ifndef PINLINT_LAYOUT_H
#define PINLINT_LAYOUT_H

#include "facts/facts.h"
#include "facts/wire.h"

typedef struct {
    pl_wire wire;
    const pl_facts *facts; /* when writing: where spans point to */
    GArray *ids, *ops;     /* when reading: pl_id, pl_op; where spans are put */
    /* What differences are taken to; zeroed before each section (pl_layout_begin). */
    struct {
        uint32_t index; /* of the item in its section */
        uint32_t text, function, callee, var, node, record, file, call, condition, in_span;
        uint32_t line, spelled_file, spelled_line;
    } last;
} pl_layout;

void pl_layout_begin(pl_layout *l);

void pl_layout_unit(pl_layout *l, pl_unit *unit);
void pl_layout_file(pl_layout *l, pl_file *file);
void pl_layout_function(pl_layout *l, pl_function *function);
void pl_layout_var(pl_layout *l, pl_var *var);
void pl_layout_record(pl_layout *l, pl_record *record);
void pl_layout_field(pl_layout *l, pl_field *field);
void pl_layout_node(pl_layout *l, pl_node *node);
void pl_layout_flow(pl_layout *l, pl_flow *flow);
void pl_layout_call(pl_layout *l, pl_call *call);
void pl_layout_condition(pl_layout *l, pl_condition *condition);
void pl_layout_directive(pl_layout *l, pl_directive *directive);

/* The sections after the strings, in their order: type, name in pl_facts, function above, and the bytes that an item
 * takes at least. */
#define PL_LAYOUT_SECTIONS(SECTION)                                                                                    \
    SECTION(pl_file, files, pl_layout_file, 2)                                                                         \
    SECTION(pl_function, functions, pl_layout_function, 15)                                                            \
    SECTION(pl_var, vars, pl_layout_var, 9)                                                                            \
    SECTION(pl_record, records, pl_layout_record, 6)                                                                   \
    SECTION(pl_field, fields, pl_layout_field, 6)                                                                      \
    SECTION(pl_node, nodes, pl_layout_node, 1)                                                                         \
    SECTION(pl_flow, flows, pl_layout_flow, 7)                                                                         \
    SECTION(pl_call, calls, pl_layout_call, 11)                                                                        \
    SECTION(pl_condition, conditions, pl_layout_condition, 3)                                                          \
    SECTION(pl_directive, directives, pl_layout_directive, 10)

#endif
