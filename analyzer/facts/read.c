/* read.c: bytes → facts. Nothing in the bytes is believed before it is checked. */
#include <string.h>
#include <xxhash.h>

#include "facts/format.h"
#include "facts/header.h"
#include "facts/layout.h"
#include "facts/validate.h"

GQuark pl_facts_error_quark(void) { return g_quark_from_static_string("pl-facts-error"); }

/* The facts are their own storage: arrays made one by one, the strings' text in one block behind the table of strings.
 */
static void free_arrays(void *storage) {
    pl_facts *f = storage;
    g_free((void *)f->strings);
    g_free(f->files);
    g_free(f->functions);
    g_free(f->vars);
    g_free(f->records);
    g_free(f->fields);
    g_free(f->nodes);
    g_free(f->flows);
    g_free(f->calls);
    g_free(f->ops);
    g_free(f->conditions);
    g_free(f->directives);
    g_free(f->ids);
}

/* First to measure, then to copy. */
static void read_strings(pl_layout *l, pl_facts *facts) {
    pl_wire *w = &l->wire;
    uint32_t count = 0;
    pl_wire_count(w, &count, 1);
    pl_wire start = *w;
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = 0;
        const uint8_t *bytes;
        pl_wire_count(w, &length, 1);
        pl_wire_bytes(w, &bytes, length);
        if (!bytes || memchr(bytes, 0, length)) w->bad = true;
        total += (size_t)length + 1;
    }
    if (w->bad) return;
    size_t table = count * sizeof *facts->strings;
    facts->strings = g_malloc(table + total + 1);
    facts->nstrings = count;
    char *text = (char *)facts->strings + table;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = 0;
        const uint8_t *bytes;
        pl_wire_count(&start, &length, 1);
        pl_wire_bytes(&start, &bytes, length);
        memcpy(text, bytes, length);
        text[length] = 0;
        facts->strings[i] = text;
        text += length + 1;
    }
}

#define READ_SECTION(type, name, function, least)                                                                      \
    do {                                                                                                               \
        pl_layout_begin(&l);                                                                                           \
        uint32_t count = 0;                                                                                            \
        pl_wire_count(&l.wire, &count, least);                                                                         \
        facts->name = g_new0(type, (size_t)count + 1);                                                                 \
        facts->n##name = count;                                                                                        \
        for (uint32_t i = 0; i < count && !l.wire.bad; i++) function(&l, &facts->name[i]);                             \
    } while (0);

/* Never NULL; false when the bytes make no sense. */
static bool read_payload(const uint8_t *bytes, size_t size, pl_facts *facts) {
    pl_layout l = {.wire = {.at = bytes, .end = bytes + size},
                   .ids = g_array_sized_new(FALSE, FALSE, sizeof(pl_id), 64),
                   .ops = g_array_sized_new(FALSE, FALSE, sizeof(pl_op), 64)};
    read_strings(&l, facts);
    PL_LAYOUT_SECTIONS(READ_SECTION)
    pl_layout_begin(&l);
    pl_layout_unit(&l, &facts->unit);
    facts->nids = l.ids->len;
    facts->nops = l.ops->len;
    facts->ids = (pl_id *)(void *)g_array_free(l.ids, FALSE);
    facts->ops = (pl_op *)(void *)g_array_free(l.ops, FALSE);
    return !l.wire.bad && l.wire.at == l.wire.end;
}

static bool damaged(const char *name, const char *how, GError **error) {
    g_set_error(error, PL_FACTS_ERROR, PL_FACTS_DAMAGED, "%s is damaged (%s): run pinlint extract again", name, how);
    return false;
}

static bool header_ok(const uint8_t *bytes, size_t size, const char *name, GError **error) {
    if (size < PL_HEADER_VERSION || pl_get_le(bytes + PL_HEADER_MAGIC, 8) != PL_FACTS_MAGIC) {
        g_set_error(error, PL_FACTS_ERROR, PL_FACTS_NOT_FACTS, "%s is not a pinlint facts file", name);
        return false;
    }
    if (size < PL_HEADER_LENGTH) return damaged(name, "it is cut short", error);
    uint32_t version = (uint32_t)pl_get_le(bytes + PL_HEADER_VERSION, 4);
    if (version != PL_FACTS_VERSION) {
        g_set_error(error, PL_FACTS_ERROR, PL_FACTS_OTHER_VERSION,
                    "%s was written by another version of pinlint (facts version %u, this one reads %u): run pinlint "
                    "extract again",
                    name, version, (unsigned)PL_FACTS_VERSION);
        return false;
    }
    if (size < PL_HEADER_SIZE) return damaged(name, "it is cut short", error);
    uint64_t length = pl_get_le(bytes + PL_HEADER_LENGTH, 8);
    if (length > size - PL_HEADER_SIZE) return damaged(name, "it is cut short", error);
    if (length < size - PL_HEADER_SIZE) return damaged(name, "something follows its end", error);
    uint64_t checksum = pl_get_le(bytes + PL_HEADER_CHECKSUM, 8);
    if (checksum != XXH3_64bits(bytes + PL_HEADER_SIZE, size - PL_HEADER_SIZE)) {
        return damaged(name, "checksum does not match", error);
    }
    return true;
}

pl_facts *pl_facts_read(const uint8_t *bytes, size_t size, const char *name, GError **error) {
    if (!header_ok(bytes, size, name, error)) return NULL;
    pl_facts *facts = g_new0(pl_facts, 1);
    facts->storage = facts;
    facts->free_storage = free_arrays;
    char *wrong = NULL;
    if (!read_payload(bytes + PL_HEADER_SIZE, size - PL_HEADER_SIZE, facts))
        wrong = g_strdup("its numbers");
    else
        wrong = pl_facts_validate(facts);
    if (!wrong) return facts;
    char *how = g_strdup_printf("%s cannot be right", wrong);
    damaged(name, how, error);
    g_free(how);
    g_free(wrong);
    pl_facts_free(facts);
    return NULL;
}
