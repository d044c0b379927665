/* outside.c: which records code outside the program may write to.
 *
 * A field that nothing in the program sets is empty, unless an object of its record comes from, or is handed to, code
 * that is not in the program. Told by type: the record is of the system's headers; or a type of a function by which the
 * two meet mentions it; or a record of which that holds mentions it in a field. Pointers to const bring nothing in, and
 * what is behind `void *` is not seen. */
#include <string.h>

#include "program/solve.h"

typedef struct {
    const pl_solution *s;
    uint8_t *named;        /* name of records -> they are outside */
    uint8_t *outside;      /* record -> its fields may be written to from outside */
    GArray *queue;         /* names that are outside, whose records have not been looked at */
    uint32_t *first_of;    /* name -> its records, pl_link_cons in `conses`: record */
    uint32_t *first_field; /* record -> its fields, pl_link_cons in `conses`: index in `types` */
    GArray *conses;
    GArray *types; /* const char *: of fields */
} search;

static bool is_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
}

static void add_name(search *q, uint32_t name) {
    if (q->named[name]) return;
    q->named[name] = 1;
    g_array_append_val(q->queue, name);
}

static void add_mentioned(search *q, pl_slice type) {
    for (size_t i = 0; i < type.length;) {
        size_t begin = i;
        while (i < type.length && is_identifier(type.text[i])) i++;
        if (i == begin) {
            i++;
        } else if (pl_link_is_record_name(&q->s->link, type.text + begin, i - begin)) {
            add_name(q, pl_names_find(&q->s->link.names, type.text + begin, i - begin));
        }
    }
}

/* "const struct options *": read, not written to. */
static bool is_read_only(pl_slice type) {
    static const char word[] = "const ";
    return type.length > sizeof word && memcmp(type.text, word, sizeof word - 1) == 0 &&
           memchr(type.text, '*', type.length) == memrchr(type.text, '*', type.length) &&
           !memchr(type.text, '(', type.length);
}

static void add_function(search *q, const pl_func *f, bool result) {
    pl_slice type = pl_type_result(f->type);
    if (result && type.text) add_mentioned(q, type);
    for (uint32_t i = 0; (type = pl_type_parameter(f->type, i)).text && type.length; i++)
        if (!is_read_only(type)) add_mentioned(q, type);
    if (!(f->flags & PL_FN_METHOD)) return;
    pl_id record = f->facts->functions[f->local].record;
    if (record != PL_NONE)
        add_mentioned(q, (pl_slice){pl_str(f->facts, f->facts->records[record].name),
                                    strlen(pl_str(f->facts, f->facts->records[record].name))});
}

/* In a library whatever is exported may be called from outside; in a program only what somebody was given. */
static bool is_library(const pl_solution *s) {
    for (uint32_t i = 0; i < s->program->nfuncs; i++) {
        const pl_func *f = &s->program->funcs[i];
        if ((f->flags & PL_FN_DEFINED) && strcmp(f->name, "main") == 0) return false;
    }
    return true;
}

static void add_functions(search *q, const uint8_t *called) {
    bool library = is_library(q->s);
    for (uint32_t i = 0; i < q->s->program->nfuncs; i++) {
        const pl_func *f = &q->s->program->funcs[i];
        if (!(f->flags & PL_FN_DEFINED)) {
            if (called[i]) add_function(q, f, true);
        } else if (!called[i] && (q->s->taken[i] || (library && !(f->flags & PL_FN_INTERNAL)))) {
            add_function(q, f, false);
        }
    }
}

static void cons(GArray *conses, uint32_t *head, uint32_t value) {
    pl_link_cons c = {value, *head};
    *head = conses->len;
    g_array_append_val(conses, c);
}

static void index_records(search *q) {
    const pl_link *link = &q->s->link;
    for (uint32_t r = 0; r < link->records->len; r++) {
        const pl_record_link *record = &g_array_index(link->records, pl_record_link, r);
        for (uint32_t i = record->first_name; i != PL_NONE;) {
            const pl_link_cons *name = &g_array_index(link->record_names, pl_link_cons, i);
            cons(q->conses, &q->first_of[name->value], r);
            i = name->next;
        }
    }
    for (uint32_t u = 0; u < q->s->program->nfacts; u++) {
        const pl_facts *facts = q->s->program->facts[u];
        for (uint32_t i = 0; i < facts->nfields; i++) {
            const char *type = pl_str(facts, facts->fields[i].type);
            cons(q->conses, &q->first_field[link->units[u].record[facts->fields[i].record]], q->types->len);
            g_array_append_val(q->types, type);
        }
    }
}

static void add_record(search *q, uint32_t record) {
    if (q->outside[record]) return;
    q->outside[record] = 1;
    for (uint32_t i = q->first_field[record]; i != PL_NONE;) {
        const pl_link_cons *field = &g_array_index(q->conses, pl_link_cons, i);
        const char *type = g_array_index(q->types, const char *, field->value);
        add_mentioned(q, (pl_slice){type, strlen(type)});
        i = field->next;
    }
}

/* Of the system, or without a name that could be mentioned. */
static void add_system_records(search *q) {
    for (uint32_t r = 0; r < q->s->link.records->len; r++) {
        const pl_record_link *link = &g_array_index(q->s->link.records, pl_record_link, r);
        const pl_facts *facts = q->s->program->facts[link->unit];
        pl_id file = facts->records[link->local].file;
        bool system = file != PL_NONE && (facts->files[file].flags & PL_FILE_SYSTEM);
        if (system || link->first_name == PL_NONE) add_record(q, r);
    }
}

static uint32_t *no_heads(size_t count) {
    uint32_t *heads = g_new(uint32_t, count + 1);
    memset(heads, 0xff, (count + 1) * sizeof *heads);
    return heads;
}

uint8_t *pl_outside_records(const pl_solution *s, const uint8_t *called) {
    uint32_t nnames = s->link.names.count, nrecords = s->link.records->len;
    search q = {.s = s,
                .named = g_new0(uint8_t, nnames + 1),
                .outside = g_new0(uint8_t, nrecords + 1),
                .queue = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                .first_of = no_heads(nnames),
                .first_field = no_heads(nrecords),
                .conses = g_array_new(FALSE, FALSE, sizeof(pl_link_cons)),
                .types = g_array_new(FALSE, FALSE, sizeof(const char *))};
    index_records(&q);
    add_system_records(&q);
    add_functions(&q, called);
    for (guint i = 0; i < q.queue->len; i++)
        for (uint32_t c = q.first_of[g_array_index(q.queue, uint32_t, i)]; c != PL_NONE;) {
            const pl_link_cons *of = &g_array_index(q.conses, pl_link_cons, c);
            c = of->next;
            add_record(&q, of->value);
        }
    g_free(q.named);
    g_array_free(q.queue, TRUE);
    g_free(q.first_of);
    g_free(q.first_field);
    g_array_free(q.conses, TRUE);
    g_array_free(q.types, TRUE);
    return q.outside;
}
