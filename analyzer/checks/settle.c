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

static bool same_entry(const pl_entry_info *a, const pl_entry_info *b) {
    return !strcmp(a->function, b->function) && !strcmp(a->at.path, b->at.path) && a->at.line == b->at.line;
}

/* Adds an entry point to those of a finding, unless it is there. */
static void add_entry(GArray *others, const pl_finding *f, const pl_entry_info *entry) {
    if (same_entry(f->entry, entry)) return;
    for (guint i = 0; i < others->len; i++)
        if (same_entry(&g_array_index(others, pl_entry_info, i), entry)) return;
    pl_entry_info copy = *entry;
    if (!copy.path) return; /* paths are known of others only */
    g_array_append_val(others, copy);
}

static int by_function(const void *a, const void *b) {
    const pl_entry_info *x = a, *y = b;
    int order = strcmp(x->function, y->function);
    return order ? order : strcmp(x->at.path, y->at.path);
}

static void unite(pl_keep *keep, pl_finding *f, const pl_finding *twin) {
    GArray *others = g_array_new(FALSE, FALSE, sizeof(pl_entry_info));
    pl_entry_info witness = *twin->entry;
    const char **names = g_new0(const char *, twin->nsteps + 1);
    for (uint32_t i = 0; i < twin->nsteps; i++) names[i] = twin->steps[i].function;
    witness.path = pl_keep_copy(keep, names, (twin->nsteps + 1) * sizeof *names);
    g_free(names);
    f->more_others = f->more_others || twin->more_others;
    if (f->nothers) g_array_append_vals(others, f->others, f->nothers);
    add_entry(others, f, &witness);
    for (uint32_t i = 0; i < twin->nothers; i++) add_entry(others, f, &twin->others[i]);
    if (others->len) {
        qsort(others->data, others->len, sizeof(pl_entry_info), by_function);
        f->others = pl_keep_copy(keep, others->data, others->len * sizeof(pl_entry_info));
        f->nothers = others->len;
    }
    g_array_free(others, TRUE);
}

/* Instantiations of one template make the same finding at one place: the first, by entry point, speaks for all. */
static bool same_place(const pl_finding *a, const pl_finding *b) {
    return a->entry && b->entry && a->rule == b->rule && !strcmp(a->at.path, b->at.path) && a->at.line == b->at.line &&
           a->at.column == b->at.column && a->at.spelled_line == b->at.spelled_line &&
           a->at.spelled_column == b->at.spelled_column && !strcmp(a->sink, b->sink) &&
           !strcmp(a->function, b->function);
}

static void merge_instances(pl_keep *keep, GArray *findings) {
    guint kept = 0;
    for (guint i = 0; i < findings->len; i++) {
        pl_finding f = g_array_index(findings, pl_finding, i);
        pl_finding *last = kept ? &g_array_index(findings, pl_finding, kept - 1) : NULL;
        if (!last || !same_place(last, &f)) {
            g_array_index(findings, pl_finding, kept++) = f;
        } else if (last->suppressed && !f.suppressed) {
            unite(keep, &f, last);
            *last = f;
        } else {
            unite(keep, last, &f);
        }
    }
    g_array_set_size(findings, kept);
}

/* Twins are told apart by their order in the file. */
void pl_findings_settle(pl_keep *keep, GArray *findings) {
    if (findings->len) qsort(findings->data, findings->len, sizeof(pl_finding), compare);
    merge_instances(keep, findings);
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
