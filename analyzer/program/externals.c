/* externals.c: a table of what well-known library functions do with the pointers that they are given. */
#include <string.h>

#include "program/solve.h"

typedef enum {
    RETURNS, /* argument a comes back */
    COPIES,  /* what argument b points to is copied to where a points, and a comes back */
    LOADS,   /* what argument a points to comes back */
    STORES,  /* argument b is stored where a points; what was there comes back */
    KEEPS,   /* argument a goes into the place b of the library */
    GIVES,   /* what is in the place b of the library comes back */
    POINTS,  /* the result points to the place b of the library */
    FILES,   /* the same, and argument a goes there */
    LOOKS_UP /* the result is found by name, outside the program */
} effect;

enum { THREAD_VALUES, HASH_TABLES, TREES };

typedef struct {
    const char *name;
    effect effect;
    int a, b;
} external;

/* In the order of strcmp. */
static const external externals[] = {
    {"__atomic_exchange_n", STORES, 0, 1},
    {"__atomic_load_n", LOADS, 0, 0},
    {"__atomic_store_n", STORES, 0, 1},
    {"__builtin___memcpy_chk", COPIES, 0, 1},
    {"__builtin___memmove_chk", COPIES, 0, 1},
    {"__builtin_assume_aligned", RETURNS, 0, 0},
    {"__builtin_expect", RETURNS, 0, 0},
    {"__builtin_memcpy", COPIES, 0, 1},
    {"__builtin_memmove", COPIES, 0, 1},
    {"__c11_atomic_exchange", STORES, 0, 1},
    {"__c11_atomic_init", STORES, 0, 1},
    {"__c11_atomic_load", LOADS, 0, 0},
    {"__c11_atomic_store", STORES, 0, 1},
    {"__memcpy_chk", COPIES, 0, 1},
    {"__memmove_chk", COPIES, 0, 1},
    {"__sync_lock_test_and_set", STORES, 0, 1},
    {"__sync_val_compare_and_swap", STORES, 0, 2},
    {"bsearch", RETURNS, 1, 0},
    {"dlfunc", LOOKS_UP, 0, 0},
    {"dlsym", LOOKS_UP, 0, 0},
    {"dlvsym", LOOKS_UP, 0, 0},
    {"g_hash_table_insert", KEEPS, 2, HASH_TABLES},
    {"g_hash_table_lookup", GIVES, 0, HASH_TABLES},
    {"g_hash_table_replace", KEEPS, 2, HASH_TABLES},
    {"g_realloc", RETURNS, 0, 0},
    {"lfind", RETURNS, 1, 0},
    {"lsearch", RETURNS, 1, 0},
    {"memcpy", COPIES, 0, 1},
    {"memmove", COPIES, 0, 1},
    {"mempcpy", COPIES, 0, 1},
    {"pthread_getspecific", GIVES, 0, THREAD_VALUES},
    {"pthread_setspecific", KEEPS, 1, THREAD_VALUES},
    {"realloc", RETURNS, 0, 0},
    {"reallocarray", RETURNS, 0, 0},
    {"tfind", POINTS, 0, TREES},
    {"tsearch", FILES, 0, TREES},
    {"tss_get", GIVES, 0, THREAD_VALUES},
    {"tss_set", KEEPS, 1, THREAD_VALUES},
};

static int compare(const void *name, const void *row) { return strcmp(name, ((const external *)row)->name); }

static const external *find(const char *name) {
    return bsearch(name, externals, sizeof externals / sizeof *externals, sizeof *externals, compare);
}

bool pl_external_is_lookup(const char *name) {
    const external *e = find(name);
    return e && e->effect == LOOKS_UP;
}

static void load(pl_solution *s, uint32_t pointer, uint32_t to) {
    if (pointer == PL_NO_CELL || to == PL_NO_CELL) return;
    pl_use use = {.kind = PL_USE_LOAD, .a = to, .origin = PL_NO_ORIGIN};
    pl_store_use(&s->store, pointer, use, pl_use_apply, s);
}

static void store(pl_solution *s, uint32_t pointer, uint32_t from) {
    if (pointer == PL_NO_CELL || from == PL_NO_CELL) return;
    pl_use use = {.kind = PL_USE_STORE, .a = from, .origin = PL_NO_ORIGIN};
    pl_store_use(&s->store, pointer, use, pl_use_apply, s);
}

static void copy(pl_solution *s, uint32_t from, uint32_t to) {
    if (from != PL_NO_CELL && to != PL_NO_CELL) pl_store_copy(&s->store, from, to, PL_RANK_FLOW, PL_NO_ORIGIN);
}

static void point(pl_solution *s, uint32_t to, uint32_t place) {
    uint32_t target = pl_cell_of_library(s, place);
    if (to != PL_NO_CELL) pl_store_put(&s->store, to, s->store.nfuncs + target, PL_RANK_FLOW, PL_NONE);
}

/* Only pointers to pointers matter: records are copied field by field already, because fields are not told apart by
 * object. */
static void copy_memory(pl_solution *s, uint32_t to, uint32_t from) {
    if (to == PL_NO_CELL || from == PL_NO_CELL) return;
    if (!(pl_cell_at(&s->store, to)->holds & PL_HOLDS_ADDRESSES)) return;
    if (!(pl_cell_at(&s->store, from)->holds & PL_HOLDS_ADDRESSES)) return;
    uint32_t between =
        pl_store_cell(&s->store, PL_CELL_DEREF, PL_NONE, from, PL_HOLDS_FUNCTIONS | PL_HOLDS_ADDRESSES, 0);
    load(s, from, between);
    store(s, to, between);
}

bool pl_external_apply(pl_solution *s, uint32_t site, const char *name) {
    const external *e = find(name);
    if (!e) return false;
    uint32_t result = s->site_result[site] == PL_NOT_MADE ? PL_NO_CELL : s->site_result[site];
    uint32_t a = pl_call_argument(s, site, e->a, NULL);
    switch (e->effect) {
    case RETURNS: copy(s, a, result); break;
    case COPIES:
        copy_memory(s, a, pl_call_argument(s, site, e->b, NULL));
        copy(s, a, result);
        break;
    case LOADS: load(s, a, result); break;
    case STORES:
        load(s, a, result);
        store(s, a, pl_call_argument(s, site, e->b, NULL));
        break;
    case KEEPS: copy(s, a, pl_cell_of_library(s, (uint32_t)e->b)); break;
    case GIVES: copy(s, pl_cell_of_library(s, (uint32_t)e->b), result); break;
    case FILES:
        copy(s, a, pl_cell_of_library(s, (uint32_t)e->b));
        point(s, result, (uint32_t)e->b);
        break;
    case POINTS: point(s, result, (uint32_t)e->b); break;
    case LOOKS_UP: break;
    }
    /* What realloc gives may be new memory as well. */
    return strstr(name, "realloc") == NULL;
}
