/* facts.h: what one compile command says about its program.
 *
 * A pl_facts value is the whole result of extraction and the whole input of everything after it. It knows functions,
 * calls, pointer flow, control flow and comments; it knows nothing of rules, so editing a rule pack never re-parses a
 * line of C.
 *
 * Everything refers to everything else by index (pl_id) into the arrays of the same pl_facts; strings are ids as well.
 * Facts are immutable once built (builder.h) or read (format.h), and may then be shared between threads.
 */
#ifndef PINLINT_FACTS_H
#define PINLINT_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t pl_id;
#define PL_NONE UINT32_MAX

/* A run of ids in pl_facts.ids. */
typedef struct {
    uint32_t begin, count;
} pl_span;

/* Where the user wrote it; for code that a macro made, where inside the macro it is spelled (else spelled_file ==
 * PL_NONE); and where the outermost macro that it belongs to is used, which is the line of debug information (outside
 * macros: line and column again). Lines and columns count from 1; columns count bytes, as the compiler does. file ==
 * PL_NONE: nowhere (made by the compiler). */
typedef struct {
    pl_id file;
    uint32_t line, column;
    pl_id spelled_file;
    uint32_t spelled_line, spelled_column;
    uint32_t expanded_line, expanded_column;
} pl_location;

enum { PL_FILE_MAIN = 1, PL_FILE_SYSTEM = 2 };
typedef struct {
    pl_id path; /* absolute, normalised lexically */
    uint32_t flags;
} pl_file;

enum {
    PL_FN_DEFINED = 1 << 0,  /* this unit holds the body */
    PL_FN_INTERNAL = 1 << 1, /* static, or in an unnamed namespace */
    PL_FN_VARIADIC = 1 << 2,
    PL_FN_NORETURN = 1 << 3,
    PL_FN_VIRTUAL = 1 << 4,
    PL_FN_PURE = 1 << 5,
    PL_FN_CONSTRUCTOR = 1 << 6,
    PL_FN_DESTRUCTOR = 1 << 7,
    PL_FN_METHOD = 1 << 8, /* has a `this` */
    PL_FN_INLINE = 1 << 9,
    PL_FN_SYSTEM = 1 << 10, /* written in a system header */
    PL_FN_LAMBDA = 1 << 11,
    PL_FN_UNPROTOTYPED = 1 << 12, /* K&R: the type does not list the parameters */
    PL_FN_SYNTHETIC = 1 << 13,    /* made by pinlint: the initialisers of globals of one unit */
    PL_FN_STARTUP = 1 << 14,      /* __attribute__((constructor)) or destructor */
    PL_FN_TEMPLATE = 1 << 15,     /* an uninstantiated template: its calls may be incomplete */
    PL_FN_WEAK = 1 << 16,         /* __attribute__((weak)): a definition elsewhere wins */
};

typedef struct {
    pl_id usr;    /* clang's Unified Symbol Resolution */
    pl_id name;   /* qualified as people write it: "unlinkCommand", "ns::Class::method" */
    pl_id type;   /* canonical type, without noreturn: "void (struct client *)" */
    pl_id record; /* record of a method, else PL_NONE */
    pl_location at;
    uint32_t begin_line, end_line; /* extent of the definition, or of the declaration, a template's head included */
    pl_id declared_file;           /* where it is first declared: a directive may stand above that as well */
    uint32_t declared_line;        /* first line of that declaration; 0 when it is the definition */
    uint32_t flags;
    uint32_t nparams;
    pl_span annotations; /* strings of __attribute__((annotate("..."))) */
    pl_span overrides;   /* functions that this method overrides directly */
    pl_span body;        /* in pl_facts.ops: begin, count */
    uint64_t body_hash;  /* equal hashes: the same body, whatever unit saw it; 0 when not defined */
} pl_function;

typedef enum { PL_VAR_LOCAL, PL_VAR_INTERNAL, PL_VAR_EXTERNAL } pl_var_scope;
enum {
    PL_VAR_THREAD_LOCAL = 1,
    PL_VAR_ARRAY = 2,
    PL_VAR_TEMPORARY = 4 /* compound literal, unnamed object */,
    PL_VAR_STATIC_LOCAL = 8,
    PL_VAR_DEFINED = 16, /* this unit defines it; in C `int x;` counts */
    PL_VAR_MERGED = 32,  /* and so does every unit that includes the header: C++ inline, C without an initialiser */
};
typedef struct {
    pl_id usr; /* PL_NONE for locals and temporaries: their identity is (facts, id) */
    pl_id name;
    pl_id type;     /* as written, typedef names kept */
    pl_id function; /* that it is local to, else PL_NONE */
    pl_location at;
    pl_var_scope scope;
    uint32_t flags;
} pl_var;

enum {
    PL_RECORD_MADE = 1,     /* C++, classes with virtual methods or bases: this unit makes objects of it, or may */
    PL_RECORD_INTERNAL = 2, /* C++: no other unit can name it */
};
typedef struct {
    pl_id usr;
    pl_id name;      /* tag, or the typedef name of an unnamed one */
    pl_id file;      /* where it is defined */
    pl_span aliases; /* strings: typedef names */
    pl_span bases;   /* C++: records */
    uint32_t flags;
    pl_id pattern; /* of an instance whose members clang does not show: the record of its template; else PL_NONE */
    pl_span casts; /* records: pointers to this one are cast into pointers to those */
    pl_span parts; /* of a union: the records of its members that have a name */
    uint64_t members_hash; /* equal hashes: the same record, whatever file defines it; 0: only by its file */
} pl_record;

typedef struct {
    pl_id record;
    pl_id name;
    pl_id type;      /* as written, typedef names kept */
    pl_id signature; /* of a function pointer, or an array of them: the type of the functions; else PL_NONE */
    pl_id around;    /* record: around unnamed structs and unions whose fields are its own; mostly the record */
    uint32_t offset; /* in bits, from where that begins; PL_NONE: not known */
} pl_field;

/* An access path: the value of an expression, or the place that it names. Nodes are hash-consed: equal paths have equal
 * ids. Array elements are folded into their array, pointer arithmetic into its pointer. Pointer to array and array are
 * told apart: `tbl` used as a value is ADDRESS(VAR tbl), `tbl[i]` is VAR tbl, `p[i]` and `*p` are DEREF(VAR p), `p->f`
 * is FIELD(DEREF(VAR p), f). */
typedef enum {
    PL_NODE_UNKNOWN,  /* a value that extraction did not follow */
    PL_NODE_FUNCTION, /* a: function; its address */
    PL_NODE_VAR,      /* a: var */
    PL_NODE_PARAM,    /* a: function, b: 0-based index (nparams: all that `...` takes), or PL_PARAM_THIS */
    PL_NODE_RETURN,   /* a: function; what it returns: only as destination of a flow */
    PL_NODE_RESULT,   /* a: call; what it returned */
    PL_NODE_FIELD,    /* a: node of the object, b: field */
    PL_NODE_DEREF,    /* a: node of the pointer */
    PL_NODE_ADDRESS,  /* a: node of the place */
    PL_NODE_CHOICE,   /* a, b: nodes; one or the other */
    PL_NODE_CONSTANT, /* a, b: low and high half of an int64_t */
    PL_NODE_STRING,   /* a: string; only identifier-like literals of at most 64 bytes */
} pl_node_kind;
#define PL_PARAM_THIS (UINT32_MAX - 1)
/* Nodes refer to earlier nodes only. Written out as a tree, no node has more parts than this (the builder makes larger
 * ones UNKNOWN, the reader refuses them), so recursion over nodes is safe in depth and in time. Node 0 is UNKNOWN. */
enum { PL_NODE_MAX_PARTS = 4096 };
typedef struct {
    uint32_t kind;
    uint32_t a, b;
} pl_node;

/* A value is stored in a place: by assignment, initialiser or return. (Arguments are in the calls.) `type` is the type
 * of the place as written, when that is a function pointer with a typedef name ("ngx_http_handler_pt"), else PL_NONE.
 * Struct copies are flows between places of record type. */
typedef struct {
    pl_id to, from; /* nodes */
    pl_id function; /* in whose body, PL_NONE for initialisers of globals */
    pl_id type;
    pl_location at;
} pl_flow;

typedef enum {
    PL_CALL_DIRECT,   /* callee */
    PL_CALL_INDIRECT, /* via */
    PL_CALL_VIRTUAL,  /* callee is the method named; an override may run */
} pl_call_kind;
enum {
    PL_CALL_IMPLICIT = 1, /* not written: cleanup attribute, destructor, default argument */
    PL_CALL_AT_EXIT = 2,  /* runs when the scope ends (cleanup, destructor) */
    PL_CALL_INSTEAD = 4,  /* one of the body's calls that stand for one: enough if another of them has a target */
};
typedef struct {
    pl_id caller; /* function */
    uint32_t kind;
    uint32_t flags;
    pl_id callee; /* function, or PL_NONE */
    pl_id via;    /* node of the function pointer, or PL_NONE */
    pl_id self;   /* node of the object of a method call (its address), or PL_NONE */
    pl_span args; /* nodes */
    pl_id type;   /* canonical function type called through; PL_NONE for direct calls */
    pl_location at;
} pl_call;

/* Control flow of one body, in source order; a structured skeleton, enough for "what is held when this function
 * returns" and "what only runs in the child". IF..ELSE..END, LOOP..END, SWITCH..CASE..END nest. Dead branches (constant
 * conditions) are left out, with their calls. */
typedef enum {
    PL_OP_CALL,   /* arg: call */
    PL_OP_IF,     /* arg: condition */
    PL_OP_ELSE,   /* also between the arms of ?: and the operands of && and || */
    PL_OP_LOOP,   /* arg: condition or PL_NONE; the body may run zero times unless arg2 */
    PL_OP_SWITCH, /* arg: node of the value switched on */
    PL_OP_CASE,   /* arg: CONSTANT node, PL_NONE for default */
    PL_OP_END,
    PL_OP_BREAK,
    PL_OP_CONTINUE,
    PL_OP_RETURN,
    PL_OP_GOTO,  /* arg: string, label */
    PL_OP_LABEL, /* arg: string, label */
    PL_OP_DO,    /* like LOOP, but the body runs at least once; arg: PL_NONE, or `0 != 0`: just once */
    PL_OP_STOP,  /* control does not come back: a noreturn call, a throw */
    PL_OP_STORE, /* arg: condition: the node was stored to, and what is known of it from here on. Only of places that
                    the body tests or passes on, and of what it returns */
} pl_op_kind;
/* Bodies nest no deeper than this: of one that does, the builder keeps the calls only, and the reader refuses it. */
enum { PL_OP_MAX_DEPTH = 2000 };
typedef struct {
    uint32_t kind;
    uint32_t arg;
} pl_op;

/* node REL value; `if (x)` is x != 0. node is UNKNOWN's id when the condition is anything else. SAME is for STORE only:
 * the node got the value of the node whose id is `value`; and OPAQUE there means that nothing is known of it. */
typedef enum {
    PL_REL_EQ,
    PL_REL_NE,
    PL_REL_LT,
    PL_REL_LE,
    PL_REL_GT,
    PL_REL_GE,
    PL_REL_OPAQUE,
    PL_REL_SAME
} pl_relation;
typedef struct {
    pl_id node;
    uint32_t relation;
    int64_t value;
} pl_condition;

typedef enum {
    PL_DIRECTIVE_ALLOW,
    PL_DIRECTIVE_ALLOW_FUNCTION,
    PL_DIRECTIVE_ALLOW_FILE,
    PL_DIRECTIVE_BAD
} pl_directive_kind;
typedef struct {
    pl_id file;
    uint32_t line, column; /* of the word lockosthread: */
    uint32_t end_line;     /* last line of the comment */
    uint32_t
        target_line; /* line of the code it speaks of: its own, or the next with code if the comment stands alone */
    uint32_t kind;
    pl_span rules; /* strings; empty: all rules */
    pl_id reason;  /* string or PL_NONE */
    pl_id problem; /* PL_DIRECTIVE_BAD: what is wrong, one sentence; else PL_NONE */
    bool skipped;  /* stands in a region that the preprocessor left out */
} pl_directive;

typedef struct {
    pl_id main_file; /* file */
    pl_id directory; /* string: working directory of the compile command */
    pl_id output;    /* string: object file the command writes, or PL_NONE */
    pl_id triple;    /* string: target, "x86_64-pc-linux-gnu" */
    bool cplusplus;
    bool fatal;            /* a header was not found, or nothing could be parsed: the facts are incomplete */
    uint32_t errors;       /* parse errors in all */
    pl_id first_error;     /* string, "file:line: text", or PL_NONE */
    uint64_t command_hash; /* of the arguments that matter; tells two commands for one file apart */
    pl_span dropped;       /* strings: arguments that were refused because they load code or write files */
    pl_span left_out;      /* strings: arguments that ask for files that builds make beside the object: -MF x */
} pl_unit;

typedef struct pl_facts {
    pl_unit unit;
    const char **strings; /* NUL-terminated UTF-8 or raw bytes */
    pl_file *files;
    pl_function *functions;
    pl_var *vars;
    pl_record *records;
    pl_field *fields;
    pl_node *nodes;
    pl_flow *flows;
    pl_call *calls;
    pl_op *ops;
    pl_condition *conditions;
    pl_directive *directives;
    pl_id *ids; /* what pl_span runs over */
    uint32_t nstrings, nfiles, nfunctions, nvars, nrecords, nfields, nnodes, nflows, ncalls, nops, nconditions,
        ndirectives, nids;
    void *storage; /* owned by whoever made it: builder.c or read.c */
    void (*free_storage)(void *storage);
} pl_facts;

void pl_facts_free(pl_facts *facts); /* NULL is allowed */

static inline const char *pl_str(const pl_facts *f, pl_id s) { return s == PL_NONE ? "" : f->strings[s]; }
static inline const char *pl_path(const pl_facts *f, pl_id file) {
    return file == PL_NONE ? "" : f->strings[f->files[file].path];
}
static inline int64_t pl_node_value(const pl_node *n) { return (int64_t)((uint64_t)n->b << 32 | n->a); }

#endif
