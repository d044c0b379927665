/* options.h: the compiler options that pinlint knows, as a table, and how to read one from a command.
 *
 * Nothing reaches libclang unless this table says so: an option that is not here is dropped. Read-only; thread-safe.
 */
#ifndef PINLINT_OPTIONS_H
#define PINLINT_OPTIONS_H

#include <stdbool.h>

typedef enum {
    PL_ACT_DROP,     /* no matter for a parse, or the value of something that is none */
    PL_ACT_REFUSE,   /* would load code or write files: dropped and named */
    PL_ACT_LEAVE,    /* asks for a file that builds make beside the object: dropped, and named in the facts only */
    PL_ACT_FLAG,     /* kept; no value */
    PL_ACT_JOIN,     /* kept with its value in the same word: -DX */
    PL_ACT_PATH,     /* kept; the value is a path, in the next word */
    PL_ACT_PATHJOIN, /* kept; the value is a path, in the same word */
    PL_ACT_INCLUDE,  /* a file included first: -include, -imacros */
    PL_ACT_NUMBER,   /* kept when the value is a number */
    PL_ACT_NAME,     /* kept when the value is an identifier */
    PL_ACT_LANGUAGE, /* -x */
    PL_ACT_STD,
    PL_ACT_TARGET,
    PL_ACT_MACHINE, /* -m...: the target decides (target.h) */
    PL_ACT_OPTIMISE,
    PL_ACT_STDLIB,
    PL_ACT_COROUTINES,
    PL_ACT_XCLANG,
    PL_ACT_SPLIT, /* -Wp,a,b: words of its own, separated by commas */
    PL_ACT_OUTPUT,
    PL_ACT_PCH,
} pl_action;

typedef enum {
    PL_FORM_FLAG,     /* -ansi */
    PL_FORM_JOINED,   /* -std=c11 */
    PL_FORM_SEPARATE, /* -target x */
    PL_FORM_EITHER,   /* -Dx, -D x */
} pl_form;

typedef struct {
    const char *name;
    pl_form form;
    pl_action action;
    const char *as; /* how libclang is told; NULL: by the same name */
} pl_option;

/* One option, or one word that is none, as it stands at argv[i]. */
typedef struct {
    const pl_option *option; /* NULL: a positional word, or (word[0] == '-') an unknown option */
    const char *value;       /* "" when there is none */
    unsigned words;          /* how many words of argv it takes: 1 or 2 */
    bool positional;
} pl_argument;

/* argv[i] must not be NULL. After a word "--" every word is positional: the caller knows. */
pl_argument pl_argument_read(char *const *argv, unsigned i);

#endif
