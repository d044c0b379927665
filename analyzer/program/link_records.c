/* link_records.c: which records are one, and their names. Those of one USR in one file are (macros may give them other
 * members in another unit), and those of one name with the same members, whatever file defines them: a header reached
 * by two paths, a struct that is written twice. */
#include <string.h>

#include "program/link.h"

static pl_record_link *record_at(pl_link *link, uint32_t record) {
    return &g_array_index(link->records, pl_record_link, record);
}

/* clang writes a union's own part of the USR as "@U@name", "@UA@typedef" or "@Ua" (unnamed), a struct's with S. */
static bool usr_is_union(const char *usr) {
    char kind = 0;
    for (const char *p = usr; *p; p++)
        if (p[0] == '@' && (p[1] == 'S' || p[1] == 'U') && (p[2] == '@' || p[2] == 'A' || p[2] == 'a')) kind = p[1];
    return kind == 'U';
}

static void add_name(pl_link *link, uint32_t record, const char *text) {
    if (!*text) return;
    uint32_t name = pl_names_add(&link->names, text);
    pl_record_link *r = record_at(link, record);
    for (uint32_t i = r->first_name; i != PL_NONE;) {
        const pl_link_cons *known = &g_array_index(link->record_names, pl_link_cons, i);
        if (known->value == name) return;
        i = known->next;
    }
    pl_link_cons cons = {name, r->first_name};
    r->first_name = link->record_names->len;
    g_array_append_val(link->record_names, cons);
}

/* Records of the units, numbered as they come, until they are joined. */
typedef struct {
    pl_map by_file, by_members; /* -> first number */
    GArray *same;               /* uint32_t: number -> one before it that is the same record, or itself */
} joining;

static uint32_t first_of(const joining *j, uint32_t number) {
    uint32_t *same = (uint32_t *)(void *)j->same->data;
    while (same[number] != number) number = same[number] = same[same[number]];
    return number;
}

static void join(joining *j, uint32_t a, uint32_t b) {
    a = first_of(j, a), b = first_of(j, b);
    g_array_index(j->same, uint32_t, MAX(a, b)) = MIN(a, b);
}

static void number_record(pl_link *link, joining *j, const pl_facts *facts, uint32_t unit, uint32_t local) {
    const pl_record *r = &facts->records[local];
    uint32_t number = j->same->len;
    g_array_append_val(j->same, number);
    link->units[unit].record[local] = number;
    if (!*pl_str(facts, r->usr)) return; /* without a name to go by, it is nobody else's */
    uint32_t usr = pl_names_add(&link->names, pl_str(facts, r->usr));
    join(j, number, *pl_map_at(&j->by_file, pl_pair(usr, pl_link_file(link, facts, unit, r->file)), number));
    if (r->members_hash) join(j, number, *pl_map_at(&j->by_members, r->members_hash, number));
}

/* Numbers of the program: what is first in its record comes before the others. */
static void add_record(pl_link *link, const joining *j, uint32_t *final, const pl_facts *facts, uint32_t unit,
                       uint32_t local) {
    const pl_record *r = &facts->records[local];
    uint32_t *number = &link->units[unit].record[local], *known = &final[first_of(j, *number)];
    if (*known == PL_NONE) {
        pl_record_link fresh = {unit, local, PL_NONE, PL_NONE, usr_is_union(pl_str(facts, r->usr))};
        *known = link->records->len;
        g_array_append_val(link->records, fresh);
    }
    *number = *known;
    add_name(link, *number, pl_str(facts, r->name));
    for (uint32_t i = 0; i < r->aliases.count; i++)
        add_name(link, *number, pl_str(facts, facts->ids[r->aliases.begin + i]));
}

static void join_records(pl_link *link, const pl_program *program) {
    joining j = {.same = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    pl_map_init(&j.by_file);
    pl_map_init(&j.by_members);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t i = 0; i < program->facts[u]->nrecords; i++) number_record(link, &j, program->facts[u], u, i);
    uint32_t *final = g_new(uint32_t, j.same->len + 1);
    memset(final, 0xff, (j.same->len + 1) * sizeof *final);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t i = 0; i < program->facts[u]->nrecords; i++) add_record(link, &j, final, program->facts[u], u, i);
    g_free(final);
    pl_map_clear(&j.by_file);
    pl_map_clear(&j.by_members);
    g_array_free(j.same, TRUE);
}

void pl_link_records(pl_link *link, const pl_program *program) {
    link->records = g_array_new(FALSE, FALSE, sizeof(pl_record_link));
    link->record_names = g_array_new(FALSE, FALSE, sizeof(pl_link_cons));
    join_records(link, program);
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t i = 0; i < program->facts[u]->nrecords; i++) {
            pl_id pattern = program->facts[u]->records[i].pattern;
            if (pattern == PL_NONE) continue;
            record_at(link, link->units[u].record[i])->pattern = link->units[u].record[pattern];
        }
    link->nrecord_names = link->names.count;
    link->is_record_name = g_new0(uint8_t, link->names.count + 1);
    for (uint32_t i = 0; i < link->record_names->len; i++)
        link->is_record_name[g_array_index(link->record_names, pl_link_cons, i).value] = 1;
}

bool pl_link_is_record_name(const pl_link *link, const char *text, size_t length) {
    uint32_t id = pl_names_find(&link->names, text, length);
    return id != PL_NONE && id < link->nrecord_names && link->is_record_name[id];
}
