/* link_records.c: records by USR and the file that defines them, and their names. */
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

static uint32_t find_record(pl_link *link, const pl_facts *facts, uint32_t unit, uint32_t local, pl_map *ids) {
    const pl_record *r = &facts->records[local];
    pl_record_link fresh = {unit, local, PL_NONE, PL_NONE, usr_is_union(pl_str(facts, r->usr))};
    uint32_t next = link->records->len, number = next;
    if (*pl_str(facts, r->usr)) { /* without a name to go by, it is nobody else's */
        uint32_t usr = pl_names_add(&link->names, pl_str(facts, r->usr));
        number = *pl_map_at(ids, pl_pair(usr, pl_link_file(link, facts, unit, r->file)), next);
    }
    if (number == next) g_array_append_val(link->records, fresh);
    add_name(link, number, pl_str(facts, r->name));
    for (uint32_t i = 0; i < r->aliases.count; i++)
        add_name(link, number, pl_str(facts, facts->ids[r->aliases.begin + i]));
    return number;
}

void pl_link_records(pl_link *link, const pl_program *program) {
    link->records = g_array_new(FALSE, FALSE, sizeof(pl_record_link));
    link->record_names = g_array_new(FALSE, FALSE, sizeof(pl_link_cons));
    pl_map ids;
    pl_map_init(&ids);
    for (uint32_t u = 0; u < program->nfacts; u++) {
        const pl_facts *facts = program->facts[u];
        for (uint32_t i = 0; i < facts->nrecords; i++) link->units[u].record[i] = find_record(link, facts, u, i, &ids);
    }
    for (uint32_t u = 0; u < program->nfacts; u++)
        for (uint32_t i = 0; i < program->facts[u]->nrecords; i++) {
            pl_id pattern = program->facts[u]->records[i].pattern;
            if (pattern == PL_NONE) continue;
            record_at(link, link->units[u].record[i])->pattern = link->units[u].record[pattern];
        }
    pl_map_clear(&ids);
    link->nrecord_names = link->names.count;
    link->is_record_name = g_new0(uint8_t, link->names.count + 1);
    for (uint32_t i = 0; i < link->record_names->len; i++)
        link->is_record_name[g_array_index(link->record_names, pl_link_cons, i).value] = 1;
}

bool pl_link_is_record_name(const pl_link *link, const char *text, size_t length) {
    uint32_t id = pl_names_find(&link->names, text, length);
    return id != PL_NONE && id < link->nrecord_names && link->is_record_name[id];
}
