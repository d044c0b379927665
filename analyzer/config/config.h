/* config.h: packs (rules/ and the project's own) and the project's .pinlint.json, as structs. cJSON in, structs out.
 *
 * Every struct remembers where it came from ("rules/sinks/posix.json:12") so that messages can name it. All memory
 * belongs to the pl_config; read-only once loaded.
 */
#ifndef PINLINT_CONFIG_H
#define PINLINT_CONFIG_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "program/program.h" /* pl_callback, pl_override, pl_tier */

typedef enum { PL_LEVEL_OFF, PL_LEVEL_NOTE, PL_LEVEL_WARNING, PL_LEVEL_ERROR } pl_level;
const char *pl_level_name(pl_level level); /* "off", "note", "warning", "error" */
bool pl_level_parse(const char *name, pl_level *level);

typedef enum {
    PL_CATEGORY_AFFINITY,
    PL_CATEGORY_MEMPOLICY,
    PL_CATEGORY_SCHED,
    PL_CATEGORY_THREAD_STATE,
    PL_CATEGORY_THREAD_CONTEXT,
    PL_CATEGORY_LOCK,
    PL_CATEGORY_THREAD_CREATE,
    PL_CATEGORY_BLOCKING,
    PL_NCATEGORIES
} pl_category;
const char *pl_category_name(pl_category category); /* "affinity", "mempolicy", ... as in the packs */

typedef enum {
    PL_MODEL_UNKNOWN,
    PL_MODEL_EVENT_LOOP,
    PL_MODEL_EVENT_LOOP_PER_THREAD,
    PL_MODEL_COROUTINE,
    PL_MODEL_THREAD_POOL,
    PL_MODEL_THREAD_PER_CONNECTION,
    PL_MODEL_PROCESS_POOL,
    PL_MODEL_PROCESS_PER_CONNECTION,
    PL_MODEL_CALLER_THREAD,
    PL_MODEL_BUSY_POLL_LCORE,
    PL_MODEL_CONFIGURABLE,
    PL_NMODELS
} pl_model;
const char *pl_model_name(pl_model model);

typedef struct {
    const char *file; /* as shown: relative to the pack directory's parent for shipped packs */
    uint32_t line;
} pl_origin;

/* A constant that an argument is compared with. The facts hold evaluated values, so packs give numbers, per platform
 * where they differ ("SYS_setns": {"x86_64": 308, "aarch64": 268}); the name is for messages. */
typedef struct {
    const char *name;
    const char *platform; /* "x86_64", "linux", "aarch64-darwin" (support/platform.h), or NULL: all */
    int64_t value;
} pl_constant;

typedef enum {
    PL_WHEN_IN, /* the argument is one of the constants */
    PL_WHEN_NOT_IN,
    PL_WHEN_HAS,           /* any of the constants' bits is set */
    PL_WHEN_HAS_NOT,       /* none of the constants' bits is set */
    PL_WHEN_SELF,          /* names the calling thread: one of the constants, or what one of self_calls returns */
    PL_WHEN_ABSENT,        /* fewer arguments than that: overloads, std::unique_lock without a tag */
    PL_WHEN_NOT_TYPE,      /* the argument is not an object of a type with one of these names (std::try_to_lock_t) */
    PL_WHEN_PRESENT,       /* the opposite of ABSENT */
    PL_WHEN_UNLESS_CALLED, /* no function of `names` is called in the same body with the same argument, and with any of
                              the constants' bits in argument `other` */
} pl_when_kind;
enum { PL_WHEN_OF_THIS = -1000 }; /* as argument: the object that a method is called on */
typedef struct {
    int argument;
    pl_when_kind kind;
    const pl_constant *constants;
    uint32_t nconstants;
    const char *const
        *names;      /* SELF: functions whose result means self; NOT_TYPE: type names; NULL-terminated or NULL */
    int other;       /* UNLESS_CALLED */
    bool if_unknown; /* what holds when the argument is not known at compile time */
} pl_when;

typedef struct {
    const char *
        function; /* qualified name, "std::lock_guard::lock_guard" matches every instantiation; '*' and '?' are globs */
    pl_category category;
    pl_level level;      /* PL_LEVEL_OFF: the rule's own level; else an upper bound for this sink */
    const pl_when *when; /* all must hold */
    uint32_t nwhen;
    const char *const *releases; /* functions that undo it ("pthread_mutex_unlock"); NULL: none, or scope-bound */
    bool scoped;                 /* a guard: its destructor undoes it */
    const char *state;           /* what of the thread it changes: "affinity"; what a pl_save of that name reads */
    const int *values;           /* arguments that hold the new state: a saved one puts it back */
    uint32_t nvalues;
    bool resets;             /* it can set the default instead: when all of these hold */
    const pl_when *defaults; /* numa_run_on_node(-1) */
    uint32_t ndefaults;
    const char *remedy; /* one clause, or NULL: the rule's own */
    const char *note;   /* one sentence with the why, or NULL */
    pl_origin origin;
} pl_sink;

typedef enum {
    PL_ENTRY_CALL,           /* argument of a registration call: function ("record.field" is a member of a table of
                                function pointers), argument */
    PL_ENTRY_FIELD,          /* stored in a field of a record: record, field ("*" is a glob) */
    PL_ENTRY_TABLE,          /* stored in a field of elements of variables: variable (glob), field (glob) */
    PL_ENTRY_VTABLE_ADDRESS, /* argument is the address of an operations record: function, argument, field (glob) */
    PL_ENTRY_OVERRIDE,       /* overrides a C++ method: function = "Class::method" */
    PL_ENTRY_ASSIGN_TYPE,    /* stored in any place of a function-pointer typedef: type */
    PL_ENTRY_VARIABLE,       /* stored in a global variable: variable (glob) */
    PL_ENTRY_NAME,           /* named so: function (glob), and type (canonical function type) if given */
    PL_ENTRY_SIGNATURE,      /* has this canonical type: type, and function (glob) if given */
    PL_ENTRY_ACCEPT_LOOP,    /* calls this in its own loop: function */
    PL_ENTRY_ANNOTATION,     /* __attribute__((annotate("..."))): annotation */
    PL_NENTRYFORMS
} pl_entry_form;
const char *pl_entry_form_name(pl_entry_form form); /* "call", "field", ... as in the packs */

typedef struct {
    pl_entry_form form;
    const char *kind;                                                     /* id of the handler kind, "redis.command" */
    const char *framework;                                                /* for people: "Redis" */
    const char *function, *record, *field, *variable, *type, *annotation; /* as the form needs; else NULL */
    int argument;                                                         /* 0-based, negative from the end */
    const pl_when *when; /* CALL, VTABLE_ADDRESS: conditions on the call, all of which must hold */
    uint32_t nwhen;
    const char *const *except; /* globs of function names that are no handlers, NULL-terminated or NULL */
    pl_model model;
    pl_origin origin;
} pl_entry_spec;

/* A call that reads what a sink changes, so that it can be put back. */
typedef struct {
    const char *function;
    const char *state;
    int argument;        /* where it stores it, or PL_NO_ARGUMENT: it returns it */
    const pl_when *when; /* all must hold */
    uint32_t nwhen;
    pl_origin origin;
} pl_save;

/* How a program is recognised as using a pack: any of these. None given: always active. */
typedef struct {
    const char *const *includes;    /* globs on paths of included files: "*" "/microhttpd.h" */
    const char *const *symbols;     /* functions or variables declared in the program */
    const char *const *annotations; /* what functions are annotated with */
} pl_uses;

typedef struct {
    const char *name; /* "frameworks/redis" */
    const char *title;
    const char *path;
    const char *framework;       /* as shown with its entry points; default: the title */
    pl_model model;              /* default of its entries */
    const char *const *verified; /* versions that were read to write it, NULL-terminated or NULL */
    const char *const *linted;   /* real programs whose findings were checked by reading, the same */
    pl_uses uses;
    pl_sink *sinks;
    pl_save *saves;
    pl_callback *callbacks;
    pl_origin *callback_origins;
    pl_entry_spec *entries;
    const char *const *barriers;       /* function globs, NULL-terminated or NULL */
    const char *const *number_readers; /* the same: what reads a number from outside the program */
    uint32_t nsinks, nsaves, ncallbacks, nentries;
} pl_pack;

typedef struct {
    const char *rule; /* id */
    pl_level level;
} pl_severity;

/* A function whose authors vouch for it: nothing at or below it is reported. */
typedef struct {
    const char *function;     /* name or glob */
    const char *const *rules; /* ids, NULL-terminated; NULL: all */
    pl_origin origin;
} pl_safe;

typedef struct pl_config {
    pl_pack **packs; /* shipped packs that are switched on, then the project's own as the last */
    uint32_t npacks;
    pl_severity *severities;
    uint32_t nseverities;
    pl_override *overrides; /* "calls" of the project's file */
    pl_origin *override_origins;
    uint32_t noverrides;
    pl_safe *safe;
    uint32_t nsafe;
    const char *project_file; /* path of the .pinlint.json that was used, or NULL */
    const char *root;         /* absolute: directory that paths in reports are relative to */
    bool require_reasons;
    pl_tier min_tier;
    GStringChunk *text; /* all strings */
    GPtrArray *owned;
} pl_config;

#define PL_CONFIG_ERROR (pl_config_error_quark())
GQuark pl_config_error_quark(void);
enum { PL_CONFIG_INVALID /* what a file says is wrong */, PL_CONFIG_IO /* it cannot be found or read */ };

/* `pack_dir`: the shipped rules/; NULL: found relative to the running binary (prefix/share/pinlint/rules, or the
 * build's source tree). `project_file`: NULL: looked for upwards from `start_dir` as .pinlint.json. `rule_ids`:
 * NULL-terminated, for checking names. Errors are one sentence with file, line and the nearest right name. */
pl_config *pl_config_load(const char *pack_dir, const char *project_file, const char *start_dir,
                          const char *const *rule_ids, GError **error);
void pl_config_free(pl_config *config); /* NULL is allowed */
pl_config *pl_config_new(void);         /* empty, min_tier field: an owner for pl_pack_load */

/* One pack alone, validated: for `pinlint packs --check` and for tests. */
pl_pack *pl_pack_load(pl_config *owner, const char *path, GError **error);
char *pl_default_pack_dir(GError **error);

#endif
