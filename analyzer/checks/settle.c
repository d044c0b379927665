/* settle.c: the order of findings and their fingerprints. */
#include <string.h>
#include <xxhash.h>

#include "checks/findings.h"

static int compare(const void *a, const void *b) {
    const pl_finding *x = a, *y = b;
    int c = strcmp(x->at.path, y->at.path);
    if (!c) c = (x->at.line > y->at.line) - (x->at.line < y->at.line);
    if (!c) c = (x->at.column > y->at.column) - (x->at.column < y->at.column);
    if (!c) c = strcmp(x->rule->id, y->rule->id);
    if (!c) c = g_strcmp0(x->sink, y->sink);
    if (!c) c = g_strcmp0(x->entry ? x->entry->function : NULL, y->entry ? y->entry->function : NULL);
    if (!c) c = g_strcmp0(x->function, y->function);
    if (!c) c = (x->at.spelled_line > y->at.spelled_line) - (x->at.spelled_line < y->at.spelled_line);
    if (!c) c = (x->at.spelled_column > y->at.spelled_column) - (x->at.spelled_column < y->at.spelled_column);
    return c ? c : strcmp(x->message, y->message);
}

static void feed(GString *key, const char *text) {
    g_string_append(key, text ? text : "");
    g_string_append_c(key, '\0');
}

/* What a finding is, whatever line it has moved to. */
static GString *identity(const pl_finding *f) {
    GString *key = g_string_new(NULL);
    feed(key, f->rule->id);
    feed(key, f->at.path);
    feed(key, f->function);
    feed(key, f->entry ? f->entry->function : NULL);
    feed(key, f->sink);
    for (uint32_t i = 0; i < f->nsteps; i++) feed(key, f->steps[i].function);
    if (!f->nsteps) feed(key, f->message);
    return key;
}

static char *hash(const GString *key) {
    XXH128_hash_t h = XXH3_128bits(key->str, key->len);
    return g_strdup_printf("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", (guint64)h.high64, (guint64)h.low64);
}

/* Twins are told apart by their order in the file. */
void pl_findings_settle(pl_keep *keep, GArray *findings) {
    if (findings->len) qsort(findings->data, findings->len, sizeof(pl_finding), compare);
    GHashTable *twins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings->len; i++) {
        pl_finding *f = &g_array_index(findings, pl_finding, i);
        GString *key = identity(f);
        char *plain = hash(key);
        guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(twins, plain));
        g_hash_table_replace(twins, plain, GUINT_TO_POINTER(ordinal + 1));
        g_string_append_printf(key, "%u", ordinal);
        f->fingerprint = pl_keep_take(keep, hash(key));
        g_string_free(key, TRUE);
    }
    g_hash_table_destroy(twins);
}
