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

/* A call that runs when its scope ends, and from where to where in the file a goto may lead without leaving it. */
typedef struct {
    pl_id call;
    uint64_t from, to; /* pl_position */
} pl_scope_end;

typedef struct {
    CXCursor make, make_array, free, free_array; /* operator new and delete outside of classes */
    GArray *placing;                             /* CXCursor: the project's operator new with more arguments */
} pl_allocators;

typedef struct {
    CXType type;
    pl_id address;
    pl_location at;
} pl_object;

typedef struct {
    pl_id from, to; /* records */
} pl_cast;

typedef struct {
    CXTranslationUnit unit;
    pl_builder *out;
    const char *directory;
    bool cplusplus;
    bool saw_code; /* some function of the project is defined */

    GHashTable *functions;            /* canonical CXCursor → pl_id + 1 */
    GHashTable *vars;                 /* canonical CXCursor → node + 1: VAR or PARAM */
    GHashTable *records;              /* canonical CXCursor → pl_id + 1 */
    GHashTable *fields;               /* CXCursor → pl_id + 1 */
    GHashTable *files;                /* CXFile → pl_id + 1 */
    GHashTable *generated;            /* CXFile: with #line directives, so that its text comes from other files */
    GHashTable *named;                /* char* → GArray of CXCursor: the project's functions, when they were needed */
    GHashTable *usrs;                 /* char* → count: functions to which clang gives one USR (lambdas) */
    GHashTable *typedefs;             /* canonical CXCursor of a record → GPtrArray of char* */
    GHashTable *members;              /* canonical CXCursor of a record → GArray of CXCursor: its fields, in order */
    GHashTable *destructors;          /* canonical CXCursor of a record → GArray of pl_destructor */
    GHashTable *implicit_destructors; /* canonical CXCursor of a class → pl_id + 2: PL_NONE is 1 */
    GHashTable *kept;                 /* canonical CXCursor of a class → pl_id + 1 of a field */
    GHashTable *specials;             /* canonical CXCursor of a class → pl_special* */
    GHashTable *walked;               /* canonical CXCursor of functions whose body was queued */
    GHashTable *made;                 /* canonical CXCursor of classes that made.c has seen → how */
    GHashTable *busy;                 /* canonical CXCursor of a class → what busy.c says of it */
    GArray *making;                   /* what it has yet to look at */
    bool made_all;                    /* any template may be made */
    GArray *casts;                    /* pl_cast */
    GQueue *pending;                  /* CXCursor*: definitions to walk */
    GArray *stack;                    /* CXCursor: children of the expressions being visited */

    GHashTable *evaluated;     /* CXCursor of a call → node + 1, in a coroutine's parts; else NULL */
    pl_allocators *allocators; /* when they were needed */

    CXCursor definition;        /* of the function being walked */
    CXCursor part;              /* the class of the base that is constructed next: no object of its own; else null */
    pl_id function;             /* being walked, or PL_NONE at file scope */
    pl_id initialiser;          /* synthetic function for initialisers of globals, or PL_NONE */
    const pl_location *instead; /* of what is visited: the call that evaluates a default argument; else NULL */
    bool dead;                  /* control does not reach here */
    bool instead_of_kept;       /* what the body calls through stands for what was called above it (kept.c) */
    bool once;                  /* in the initialiser of a static variable, which does not run each time */
    bool broke;                 /* a break left the innermost loop or switch */
    bool continued;             /* a continue went on with the innermost loop */
    bool has_default;           /* of the innermost switch */
    bool switch_dead;           /* the innermost switch itself is not reached */
    bool switch_decided;        /* it is over a constant: */
    bool switch_matched;        /* which some case is */
    int64_t switch_value;
    guint break_mark, continue_mark; /* in scopes: what a break or continue leaves behind */
    GArray *open;                    /* uint32_t: where the open IF, LOOP, SWITCH, DO operations stand */
    GArray *scopes;                  /* pl_scope_end: what runs when the open scopes end, innermost last */
    CXCursor block;                  /* the innermost compound statement */
    GArray *housed;                  /* CXCursor: expressions that make the object they initialise, not a temporary */
    GArray *extended; /* CXCursor: expressions whose temporary lives as long as the reference bound to it */
    GArray *lasting;  /* pl_object: temporaries made by these */
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
bool pl_is_list(CXCursor c);     /* {a, b}, and the (a, b) that C++20 takes for it */
bool pl_is_function(CXCursor c); /* the declaration of a function, method, constructor, ... */

/* Places and names (names.c). */
pl_location pl_locate(pl_walk *w, CXSourceLocation at);               /* of code */
pl_location pl_locate_declared(pl_walk *w, CXSourceLocation at);      /* of a declaration: whatever code is visited */
pl_location pl_presumed_line(pl_walk *w, CXFile file, uint32_t line); /* of a line that a file has */
/* Where it is spelled (tokens.c): in the definition of a macro, if that makes it. */
void pl_spelling(pl_walk *w, CXSourceLocation at, CXFile *file, unsigned *line, unsigned *column, unsigned *offset);
#if CINDEX_VERSION_MINOR < 64                       /* LLVM 17 */
char *pl_token_at(pl_walk *w, CXSourceLocation at); /* free it; NULL: unknown */
char *pl_operator_between(pl_walk *w, CXCursor left, CXCursor right);
#endif
const char *pl_text_at(pl_walk *w, CXSourceLocation at); /* the source from where it is spelled on, or "" */
uint64_t pl_position(CXSourceLocation at);               /* to compare places of one file */
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
CXCursor pl_class_of(CXType type);                 /* its definition, also behind a reference; else a null cursor */

CXType pl_element_type(CXType type); /* the same, of an array that of what it holds */

CXType pl_unqualified(CXType type);                /* without const, volatile, restrict */
bool pl_type_says(CXType type, const char *words); /* in the text of the canonical type */
uint64_t pl_last_number(CXCursor instance);        /* 3 of `array<int, 3>` */

/* Casts between pointers to records (casts.c); written when the unit has been walked. */
void pl_note_cast(pl_walk *w, CXCursor cast, CXCursor operand);
void pl_write_casts(pl_walk *w);

/* Declarations (declarations.c, records.c). */
const GArray *pl_functions_named(pl_walk *w, const char *name); /* CXCursor, of the project; NULL: none */
void pl_walk_unit(pl_walk *w);
void pl_walk_local_class(pl_walk *w, CXCursor definition); /* that a function defines */
void pl_queue_body(pl_walk *w, CXCursor definition);
/* A template stands for the instances that libclang hides: its body is walked, without what depends on arguments. */
pl_id pl_template_function(pl_walk *w, CXCursor function_template);
pl_span pl_own_parameters(pl_walk *w);       /* of w->function, as arguments that are passed on */
GArray *pl_parameters_of(CXCursor function); /* CXCursor; also of a template; free it */
pl_id pl_function_of(pl_walk *w, CXCursor declaration);
/* Functions that are another one by name (aliases.c). */
bool pl_is_alias(CXCursor declaration);
void pl_walk_alias(pl_walk *w); /* the body of w->function */
CXCursor pl_find_symbol(pl_walk *w, const char *name);
char *pl_printed_argument(CXCursor declaration, const char *attribute); /* as clang prints it: "cleanup("; NULL */
pl_id pl_var_node(pl_walk *w, CXCursor declaration);                    /* node of a variable or parameter */
void pl_walk_var(pl_walk *w, CXCursor declaration);                     /* its initialiser, cleanup and destructor */
bool pl_is_variable_instance(CXCursor declaration);                     /* of a template: `value<int>` */
void pl_walk_capture(pl_walk *w, CXCursor declaration);                 /* of a lambda, which ends it */
/* Structured bindings (bindings.c). */
bool pl_is_decomposition(CXCursor declaration);
CXCursor pl_decomposed(pl_walk *w, CXCursor declaration); /* the object that is taken apart */
void pl_bind(pl_walk *w, CXCursor declaration, pl_id variable);
pl_id pl_temporary(pl_walk *w, CXType type, pl_location at);
pl_id pl_record_of(pl_walk *w, CXCursor declaration);
bool pl_is_record(CXCursor c);
bool pl_is_unnamed_record(CXCursor record);
pl_id pl_field_of(pl_walk *w, CXCursor field);
const GArray *pl_fields_of(pl_walk *w, CXType record);
/* Destructors (destructors.c): pl_destructor each. */
typedef struct {
    pl_id callee;
    bool by_pointer; /* of something that is owned: what is destroyed may be of a derived class */
    pl_id kept;  /* field whose object's method it is, PL_NONE: the object's own; callee PL_NONE: it is called itself */
    bool points; /* the field holds a pointer or a reference */
} pl_destructor;
const GArray *pl_destructors_of(pl_walk *w, CXType type);
void pl_collect_destructors(pl_walk *w, CXType type, GArray *out, int depth);
/* The argument that a type like `T *const &` names, or the type itself, without pointers, references and qualifiers;
 * *points: there was a pointer or reference. */
CXType pl_type_in_instance(CXType instance, CXType type, bool *points);
/* What the body of a template's destructor calls in this instance (endings.c). */
void pl_collect_calls_at_end(pl_walk *w, CXType instance, CXCursor destructor, GArray *out);
pl_id pl_implicit_destructor(pl_walk *w, CXCursor definition); /* PL_NONE: written, or not virtual */
void pl_walk_implicit_destructor(pl_walk *w);                  /* the body of w->function */
GArray *pl_part_destructors(pl_walk *w, CXCursor definition);  /* of members and bases; free it */
CXCursor pl_visible_class(CXCursor definition);
GArray *pl_bases_of(CXCursor definition); /* CXCursor: base specifiers; free it */
/* A method of the class or of its bases, by name and number of parameters (-1: any). */
CXCursor pl_find_method(CXCursor definition, const char *name, int count);
void pl_note_instance(pl_walk *w, CXCursor class_of); /* its virtual methods are functions: constructors.c */
/* made.c */
void pl_note_made(pl_walk *w, CXType type);            /* an object of the type is made */
void pl_note_unseen(pl_walk *w, CXCursor declaration); /* of a template, whose code this unit does not show */
void pl_walk_made(pl_walk *w);                         /* looks at all that was noted */
GArray *pl_made_queue(void);
/* busy.c: methods of the class may run while it is a part of an object that is not yet, or no more, of a derived one.
 */
bool pl_is_busy(pl_walk *w, CXCursor definition);
void pl_note_typedef(pl_walk *w, CXCursor declaration);

/* What templates of the library keep in code that libclang hides (kept.c). */
pl_id pl_kept_field(pl_walk *w, CXType type, bool at_end); /* PL_NONE: none, or not called at the object's end */
void pl_keep(pl_walk *w, CXCursor construction, pl_span arguments, pl_id place);
void pl_end_kept(pl_walk *w, pl_id field, pl_id object, pl_location at, uint32_t flags);
/* Braces make a std::function of something else. */
bool pl_keep_converted(pl_walk *w, pl_id place, CXType type, CXCursor given, pl_id from);
bool pl_walk_kept(pl_walk *w, CXCursor method); /* instead of the method's body; false: it is to be walked */
bool pl_is_in_std(CXCursor declaration);

/* Overridden methods (overrides.c): CXCursor; free it. `instance`: the class that is made, when the method is that of
 * its template; may be null. */
GArray *pl_overridden_by(CXCursor method, CXCursor instance);
/* `A<B<int>>` and `B<A<int>>`, each derived from its argument: of the templates, one overrides the other, not both. */
bool pl_overrides(pl_walk *w, pl_id method, pl_id other); /* itself, or over others */
bool pl_is_pattern(CXCursor declaration); /* a class template, or in one: what it says depends on arguments */

/* Expressions (expressions.c): the node of the value, or of the place. */
pl_id pl_value(pl_walk *w, CXCursor expression);
pl_id pl_place(pl_walk *w, CXCursor expression);
CXCursor pl_strip(CXCursor expression); /* parentheses and implicit casts off */
/* A reference is a pointer that is never written: its variable holds the address of what it refers to. */
bool pl_is_reference(CXType type);
pl_id pl_referent(pl_walk *w, CXCursor expression); /* the address of a place, or of a temporary that holds the value */
void pl_store(pl_walk *w, pl_id to, pl_id from, CXType type, CXSourceLocation at);
pl_id pl_generic_choice(pl_walk *w, CXCursor generic); /* generic.c */
/* Lengths of variable-length arrays (sizes.c). */
bool pl_is_variably_modified(CXType type);
void pl_walk_lengths(pl_walk *w, CXCursor declaration, CXCursor initialiser);
void pl_walk_cast_lengths(pl_walk *w, pl_children c); /* of which the last is cast */
void pl_walk_sizeof(pl_walk *w, CXCursor expression);
/* Coroutines (coroutine.c). */
CXCursor pl_variable_in(CXCursor expression, const char *prefix); /* range.c: the first that is referred to */
bool pl_await(pl_walk *w, pl_children parts, pl_id *value);       /* false: no co_await, co_yield */
bool pl_is_co_return(pl_walk *w, CXCursor statement);
void pl_co_return(pl_walk *w, CXCursor statement);
void pl_walk_coroutine(pl_walk *w, CXCursor whole);
bool pl_is_evaluated(pl_walk *w, CXCursor call, pl_id *node);
void pl_note_evaluated(pl_walk *w, CXCursor call, pl_id node);
pl_id pl_new(pl_walk *w, CXCursor expression); /* allocation.c */
pl_id pl_delete(pl_walk *w, CXCursor expression);
pl_id pl_block(pl_walk *w, CXCursor expression);  /* blocks.c */
void pl_walk_block(pl_walk *w);                   /* the body of w->function */
pl_id pl_lambda(pl_walk *w, CXCursor expression); /* lambda.c */

/* builtins.c: what the compiler itself does. */
pl_id pl_atomic(pl_walk *w, pl_children operands);             /* pointer, order, values */
bool pl_takes_argument(CXCursor expression, CXCursor operand); /* va_arg */
pl_id pl_list_place(pl_walk *w, pl_id list);                   /* the arguments of a va_list, given as a value */
bool pl_sync_call(pl_walk *w, CXCursor call, CXCursor callee, pl_id *result); /* false: another function */
/* va_start and va_copy; false: another function. */
bool pl_list_call(pl_walk *w, CXCursor call, CXCursor callee);

void pl_walk_constructor(pl_walk *w, CXCursor constructor, pl_children children); /* constructors.c */
/* The constructor of a base that `using` has made one of this class, else a null cursor. */
CXCursor pl_inherited_from(CXCursor constructor);
/* Bases and members of a class, but for one base. */
void pl_construct_others(pl_walk *w, CXCursor class_of, CXCursor base, pl_id object, pl_location at);
/* A member or base that no initialiser names. */
void pl_construct_field(pl_walk *w, CXCursor field, pl_id place, pl_location at);
void pl_construct_default(pl_walk *w, CXType type, pl_id object, pl_location at);
/* What a default constructor that the compiler writes does for bases and members. */
void pl_construct_implicitly(pl_walk *w, CXCursor constructor, pl_id object, pl_location at);

/* Calls (calls.c) and initialisers (initialisers.c). */
pl_id pl_walk_call(pl_walk *w, CXCursor call);
bool pl_is_elided(CXCursor call); /* a copy of an object that nobody else sees: compilers leave it out */
pl_id pl_emit_call(pl_walk *w, pl_call *call);
enum { PL_ENDS_WITH_SCOPE = 1, PL_ENDS_AS_DERIVED = 2 }; /* AS_DERIVED: what is at hand may be a base of the object */
void pl_call_destructors(pl_walk *w, CXType type, pl_id object, pl_location at, unsigned how);
void pl_call_each(pl_walk *w, const GArray *destructors, pl_id object, pl_location at, unsigned how);
void pl_initialise(pl_walk *w, pl_id place, CXType type, CXCursor initialiser);
/* The function that an overloaded name means where `type` is initialised with it (overloaded.c); 0: it is none. */
pl_id pl_overloaded(pl_walk *w, CXCursor initialiser, CXType type);

/* Statements (statements.c). The node of the value, for statement expressions. */
pl_id pl_statement(pl_walk *w, CXCursor statement);
void pl_emit_op(pl_walk *w, pl_op_kind kind, uint32_t arg);
void pl_branch_begin(pl_walk *w, uint32_t condition); /* IF; close with pl_emit_op(END) */
guint pl_scope_open(pl_walk *w);
void pl_scope_close(pl_walk *w, guint mark);
bool pl_is_and(pl_walk *w, CXCursor expression);              /* a && b */
bool pl_is_truth(pl_walk *w, CXCursor expression);            /* a comparison, !, &&, ||: 0 or 1 */
void pl_range(pl_walk *w, CXCursor variable, CXCursor range); /* range.c: `for (variable : range)` */
pl_id pl_condition_of(pl_walk *w, CXCursor expression,
                      int *known); /* conditions.c; *known: 1 true, 0 false, -1 depends */

/* Special members (special.c): as they stand in the class, else null cursors. */
typedef struct {
    CXCursor destructor, constructor, copy, move;
    bool has_constructors; /* of any kind: it is no aggregate */
} pl_special;
const pl_special *pl_special_of(pl_walk *w, CXCursor definition);
bool pl_is_written(CXCursor member); /* there, and not `= default` */
void pl_call_implicitly(pl_walk *w, CXCursor callee, pl_id self, const pl_id *argument, pl_location at);
/* What copying a place of class type into another one calls. */
typedef struct {
    pl_id to, from;
    bool moves;
    pl_location at;
} pl_copying;
void pl_copy_implicitly(pl_walk *w, CXType type, pl_copying how);

/* What initialising a place of class type with an element of a list in braces calls (conversions.c). */
void pl_convert_implicitly(pl_walk *w, pl_id place, CXType type, CXCursor initialiser, pl_id from);
/* `{a, b}` for a class with constructors: the one that fits best. False: the members are to be initialised. */
bool pl_construct_braced(pl_walk *w, pl_id place, CXType type, pl_children items, pl_location at);
/* std::initializer_list refers to an array that the braces make. */
bool pl_is_initializer_list(CXType type);
pl_id pl_initializer_list(pl_walk *w, CXCursor expression, CXCursor braces);

/* Temporaries (temporaries.c). `expression` makes a part of something: no temporary. Undo with pl_unhouse. */
guint pl_house(pl_walk *w, CXCursor expression);
void pl_unhouse(pl_walk *w, guint mark);
/* The temporaries that a reference is bound to live as long as it does. */
void pl_extend(pl_walk *w, CXType type, CXCursor initialiser);
void pl_destroy_lasting(pl_walk *w, guint mark, bool forever);
/* Does the expression make an object of a class, rather than name one? Itself, or somewhere below. */
bool pl_makes_object(CXCursor expression);
bool pl_makes_objects(pl_walk *w, CXCursor expression);
pl_id pl_made(pl_walk *w, CXCursor expression, pl_id node); /* the node of an object that the expression has made */
pl_id pl_full_value(pl_walk *w, CXCursor expression);       /* with the end of its temporaries */

/* Stores that the skeleton shows (stores.c): `place` got the value of an expression whose node is `from`; or the truth
 * of a condition. Then, when a body is finished, what nobody asks for is dropped again: operations from `begin` on, and
 * conditions from `conditions` on. */
void pl_note_store(pl_walk *w, pl_id place, pl_id from, CXCursor value, CXType type);
void pl_note_truth(pl_walk *w, pl_id place, pl_id condition, int known);
void pl_sift_stores(pl_walk *w, uint32_t begin, uint32_t conditions);

/* Constants and operators (constants.c, operators.c). */
bool pl_literal(pl_walk *w, CXCursor expression, int64_t *value);  /* a constant or a null pointer */
bool pl_constant(pl_walk *w, CXCursor expression, int64_t *value); /* and nothing happens on the way to it */
bool pl_known(CXCursor expression, int64_t *value);                /* perhaps after something happens: `(work(), 1)` */
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
/* Hash of a record's name and members, independent of the file that it is written in (members.c); 0: not defined, or
 * nothing to know it by. */
uint64_t pl_members_hash(pl_walk *w, CXCursor definition);

#endif
