/* walk.h: what the files of the libclang walk share. Internal to extract/.
 *
 * One pl_walk per unit. The walk visits every function body once, in this order: functions written in the unit and its
 * own headers as they come, then bodies in system headers and template instantiations that something referred to. Each
 * expression is visited once and gives the node of its value; calls, flows and operations are written to the builder on
 * the way.
 */
#ifndef PINLINT_WALK_H
#define PINLINT_WALK_H

#include <clang-c/Index.h>

#include <glib.h>

#include "facts/builder.h"

typedef struct {
    CXTranslationUnit unit;
    pl_builder *out;
    const char *directory;
    bool cplusplus;
    bool saw_code; /* some function of the project is defined */

    GHashTable *functions;   /* canonical CXCursor → pl_id + 1 */
    GHashTable *vars;        /* canonical CXCursor → node + 1: VAR or PARAM */
    GHashTable *records;     /* canonical CXCursor → pl_id + 1 */
    GHashTable *fields;      /* CXCursor → pl_id + 1 */
    GHashTable *files;       /* CXFile → pl_id + 1 */
    GHashTable *usrs;        /* char* → count: distinct functions that clang gives one USR (lambdas in one function) */
    GHashTable *typedefs;    /* canonical CXCursor of a record → GPtrArray of char* */
    GHashTable *members;     /* canonical CXCursor of a record → GArray of CXCursor: its fields, in order */
    GHashTable *destructors; /* canonical CXCursor of a record → GArray of pl_id: what destroying it calls */
    GHashTable *walked;      /* canonical CXCursor of functions whose body was queued */
    GQueue *pending;         /* CXCursor*: definitions to walk */
    GArray *stack;           /* CXCursor: children of the expressions being visited */

    CXCursor definition;        /* of the function being walked */
    pl_id function;             /* being walked, or PL_NONE at file scope */
    pl_id initialiser;          /* synthetic function for initialisers of globals, or PL_NONE */
    const pl_location *instead; /* of what is visited: the call that evaluates a default argument; else NULL */
    bool dead;                  /* control does not reach here */
    bool broke;                 /* a break left the innermost loop or switch */
    bool continued;             /* a continue went on with the innermost loop */
    bool has_default;           /* of the innermost switch */
    bool switch_dead;           /* the innermost switch itself is not reached */
    bool switch_decided;        /* it is over a constant: */
    bool switch_matched;        /* which some case is */
    int64_t switch_value;
    GArray *open;   /* uint32_t: where the open IF, LOOP, SWITCH, DO operations stand */
    GArray *scopes; /* pl_id: calls that run when the open scopes end, innermost last */
} pl_walk;

/* Cursors as hash keys (cursors.c). */
GHashTable *pl_cursor_map(GDestroyNotify free_value);
gpointer pl_cursor_get(GHashTable *map, CXCursor key);
void pl_cursor_put(GHashTable *map, CXCursor key, gpointer value);

/* Children of a cursor, pushed on walk->stack; pop with pl_pop. Read children only through pl_child: the stack moves.
 */
typedef struct {
    guint begin, count;
} pl_children;
pl_children pl_push_children(pl_walk *w, CXCursor parent);
pl_children pl_push_expressions(pl_walk *w, CXCursor parent); /* only expressions and statements */
CXCursor pl_child(const pl_walk *w, pl_children c, guint i);
void pl_pop(pl_walk *w, pl_children c);
bool pl_is_code(CXCursor c);     /* an expression or a statement */
bool pl_is_function(CXCursor c); /* the declaration of a function, method, constructor, ... */

/* Places and names (names.c). */
pl_location pl_locate(pl_walk *w, CXSourceLocation at);
pl_id pl_file_of(pl_walk *w, CXFile file, CXSourceLocation at);
pl_id pl_intern(pl_walk *w, CXString text); /* disposes of text */
char *pl_qualified_name(CXCursor declaration);
bool pl_text_is(CXString text, const char *what); /* disposes of text */

/* Types (types.c). */
typedef enum { PL_CARRIES_NOTHING, PL_CARRIES_NUMBER, PL_CARRIES_POINTERS } pl_carries;
pl_carries pl_type_carries(CXType type);
bool pl_type_is_function_pointer(CXType type);
CXType pl_function_type(CXType type);              /* the function type behind it, else an invalid one */
pl_id pl_signature(pl_walk *w, CXType type);       /* of a function or a pointer to one; PL_NONE if it is neither */
pl_id pl_pointer_typedef(pl_walk *w, CXType type); /* typedef name of a function pointer, or PL_NONE */
CXType pl_strip_type(CXType type);                 /* canonical, without references */

CXType pl_unqualified(CXType type); /* without const, volatile, restrict */

/* Declarations (declarations.c, records.c). */
void pl_walk_unit(pl_walk *w);
pl_id pl_function_of(pl_walk *w, CXCursor declaration);
pl_id pl_var_node(pl_walk *w, CXCursor declaration); /* node of a variable or parameter */
void pl_walk_var(pl_walk *w, CXCursor declaration);  /* its initialiser, cleanup and destructor */
pl_id pl_temporary(pl_walk *w, CXType type, pl_location at);
pl_id pl_record_of(pl_walk *w, CXCursor declaration);
pl_id pl_field_of(pl_walk *w, CXCursor field);
const GArray *pl_fields_of(pl_walk *w, CXType record);
const GArray *pl_destructors_of(pl_walk *w, CXType type);
CXCursor pl_visible_class(CXCursor definition);
void pl_note_instance(pl_walk *w, CXType type); /* an object of the type is made: constructors.c */
void pl_note_typedef(pl_walk *w, CXCursor declaration);

/* Expressions (expressions.c): the node of the value, or of the place. */
pl_id pl_value(pl_walk *w, CXCursor expression);
pl_id pl_place(pl_walk *w, CXCursor expression);
CXCursor pl_strip(CXCursor expression); /* parentheses and implicit casts off */
/* A reference is a pointer that is never written: its variable holds the address of what it refers to. */
bool pl_is_reference(CXType type);
pl_id pl_referent(pl_walk *w, CXCursor expression); /* the address of a place, or of a temporary that holds the value */
void pl_store(pl_walk *w, pl_id to, pl_id from, CXType type, CXSourceLocation at);
pl_id pl_generic_choice(pl_walk *w, CXCursor generic); /* generic.c */

/* builtins.c: what the compiler itself does. */
pl_id pl_atomic(pl_walk *w, pl_children operands);             /* pointer, order, values */
bool pl_takes_argument(CXCursor expression, CXCursor operand); /* va_arg */
pl_id pl_list_place(pl_walk *w, pl_id list);                   /* the arguments of a va_list, given as a value */
/* va_start and va_copy; false: another function. */
bool pl_list_call(pl_walk *w, CXCursor call, CXCursor callee);

void pl_walk_constructor(pl_walk *w, CXCursor constructor, pl_children children); /* constructors.c */
/* What a default constructor that the compiler writes does for bases and members. */
void pl_construct_implicitly(pl_walk *w, CXCursor constructor, pl_id object, pl_location at);

/* Calls (calls.c) and initialisers (initialisers.c). */
pl_id pl_walk_call(pl_walk *w, CXCursor call);
pl_id pl_emit_call(pl_walk *w, pl_call *call);
void pl_call_destructors(pl_walk *w, CXType type, pl_id object, pl_location at, bool at_scope_end);
void pl_initialise(pl_walk *w, pl_id place, CXType type, CXCursor initialiser);

/* Statements (statements.c). The node of the value, for statement expressions. */
pl_id pl_statement(pl_walk *w, CXCursor statement);
void pl_emit_op(pl_walk *w, pl_op_kind kind, uint32_t arg);
void pl_branch_begin(pl_walk *w, uint32_t condition); /* IF; close with pl_emit_op(END) */
guint pl_scope_open(pl_walk *w);
void pl_scope_close(pl_walk *w, guint mark);
bool pl_is_and(pl_walk *w, CXCursor expression);              /* a && b */
void pl_range(pl_walk *w, CXCursor variable, CXCursor range); /* range.c: `for (variable : range)` */
pl_id pl_condition_of(pl_walk *w, CXCursor expression,
                      int *known); /* conditions.c; *known: 1 true, 0 false, -1 depends */

/* Constants and operators (constants.c, operators.c). */
bool pl_constant(CXCursor expression, int64_t *value);
bool pl_constant_condition(CXCursor expression, int64_t *value);
pl_id pl_value_or_constant(pl_walk *w, CXCursor expression);
typedef enum {
    PL_OPERATOR_OTHER,
    PL_OPERATOR_ASSIGN,
    PL_OPERATOR_COMMA,
    PL_OPERATOR_AND,
    PL_OPERATOR_OR,
    PL_OPERATOR_ADDITIVE,
    PL_OPERATOR_EQ,
    PL_OPERATOR_NE,
    PL_OPERATOR_LT,
    PL_OPERATOR_LE,
    PL_OPERATOR_GT,
    PL_OPERATOR_GE,
    PL_OPERATOR_MEMBER_POINTER,
    PL_OPERATOR_DEREF,
    PL_OPERATOR_ADDRESS,
    PL_OPERATOR_NOT,
    PL_OPERATOR_STEP,        /* ++ and -- */
    PL_OPERATOR_TRANSPARENT, /* __extension__, unary + */
} pl_operator;
pl_operator pl_binary_operator(pl_walk *w, CXCursor expression);
pl_operator pl_unary_operator(pl_walk *w, CXCursor expression);

/* Hash of what a body says, independent of the unit (body_hash.c). */
uint64_t pl_body_hash(pl_walk *w, pl_id function, uint32_t first_call, uint32_t first_flow);

#endif
