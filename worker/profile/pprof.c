#include "pprof.h"

#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mappings.h"
#include "strings.h"
#include "symbols.h"

/* The numbers of the fields in profile.proto. */
enum {
    PROFILE_SAMPLE_TYPE = 1,
    PROFILE_SAMPLE = 2,
    PROFILE_MAPPING = 3,
    PROFILE_LOCATION = 4,
    PROFILE_FUNCTION = 5,
    PROFILE_STRING_TABLE = 6,
    PROFILE_TIME_NANOS = 9,
    PROFILE_DURATION_NANOS = 10,
    PROFILE_PERIOD_TYPE = 11,
    PROFILE_PERIOD = 12,
    PROFILE_COMMENT = 13,

    VALUE_TYPE_TYPE = 1,
    VALUE_TYPE_UNIT = 2,

    SAMPLE_LOCATION_ID = 1,
    SAMPLE_VALUE = 2,
    SAMPLE_LABEL = 3,

    LABEL_KEY = 1,
    LABEL_STR = 2,

    MAPPING_ID = 1,
    MAPPING_MEMORY_START = 2,
    MAPPING_MEMORY_LIMIT = 3,
    MAPPING_FILE_OFFSET = 4,
    MAPPING_FILENAME = 5,
    MAPPING_BUILD_ID = 6,
    MAPPING_HAS_FUNCTIONS = 7,

    LOCATION_ID = 1,
    LOCATION_MAPPING_ID = 2,
    LOCATION_ADDRESS = 3,
    LOCATION_LINE = 4,

    LINE_FUNCTION_ID = 1,

    FUNCTION_ID = 1,
    FUNCTION_NAME = 2,
    FUNCTION_SYSTEM_NAME = 3,
};

/* Everything that is gathered before the first byte is written, as messages name each other by number. */
typedef struct pw_pprof {
    const pw_pprof_facts *facts;
    const pw_sample **sample; /* those that are alike stand together */
    size_t samples;
    uintptr_t *address; /* each once, in order; its location is its place here, from 1 */
    size_t addresses;
    const char **function; /* what each address is in; "": not known */
    pw_mappings mappings;
    pw_symbols *symbols; /* of each mapping */
    pw_strings strings;
    char comment[96];
    pw_wire inner, list; /* scratch */
} pw_pprof;

/* ---- gathering ---- */

static int compare_samples(const void *a, const void *b) {
    const pw_sample *left = *(const pw_sample *const *)a, *right = *(const pw_sample *const *)b;
    size_t left_size = pw_sample_size(left), right_size = pw_sample_size(right);
    if (left_size != right_size) return left_size < right_size ? -1 : 1;
    return memcmp(left->name, right->name, left_size - offsetof(pw_sample, name));
}

static int gather_samples(pw_pprof *pprof, const pw_buffer *buffer) {
    /* More may come while this goes on. */
    size_t most = (size_t)atomic_load(&buffer->samples);
    pprof->sample = malloc((most + 1) * sizeof *pprof->sample);
    if (!pprof->sample) return -ENOMEM;
    const pw_sample *sample = NULL;
    while (pprof->samples < most && (sample = pw_buffer_next(buffer, sample))) pprof->sample[pprof->samples++] = sample;
    qsort((void *)pprof->sample, pprof->samples, sizeof *pprof->sample, compare_samples);
    return 0;
}

static int compare_addresses(const void *a, const void *b) {
    uintptr_t left = *(const uintptr_t *)a, right = *(const uintptr_t *)b;
    return (left > right) - (left < right);
}

static int gather_addresses(pw_pprof *pprof) {
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < pprof->samples; i++) all += pprof->sample[i]->frames;
    pprof->address = malloc((all + 1) * sizeof *pprof->address);
    if (!pprof->address) return -ENOMEM;
    all = 0;
    for (size_t i = 0; i < pprof->samples; i++) {
        memcpy(pprof->address + all, pprof->sample[i]->stack, pprof->sample[i]->frames * sizeof *pprof->address);
        all += pprof->sample[i]->frames;
    }
    qsort(pprof->address, all, sizeof *pprof->address, compare_addresses);
    for (size_t i = 0; i < all; i++) {
        if (kept == 0 || pprof->address[i] != pprof->address[kept - 1]) pprof->address[kept++] = pprof->address[i];
    }
    pprof->addresses = kept;
    return 0;
}

/* Programs and libraries often have no debugging information, which pprof would look for, and are not there where the
 * profile is read. */
static const char *name_of(const pw_symbols *symbols, const pw_mapping *mapping, uintptr_t address) {
    const char *name = pw_symbols_find(symbols, address - mapping->start + mapping->offset);
    if (name) return name;
    Dl_info info; /* knows what the file exports, and what has no file */
    return dladdr((const void *)address, &info) != 0 && info.dli_sname ? info.dli_sname : "";
}

static int gather_functions(pw_pprof *pprof) {
    size_t loaded = 0;
    pprof->function = calloc(pprof->addresses + 1, sizeof *pprof->function);
    pprof->symbols = calloc(pprof->mappings.count + 1, sizeof *pprof->symbols);
    if (!pprof->function || !pprof->symbols) return -ENOMEM;
    for (size_t i = 0; i < pprof->addresses; i++) {
        size_t found = pw_mappings_find(&pprof->mappings, pprof->address[i]);
        pprof->function[i] = "";
        if (found == 0) continue;
        const pw_mapping *mapping = &pprof->mappings.mapping[found - 1];
        if (found > loaded) pw_symbols_load(&pprof->symbols[found - 1], mapping->file, mapping->build_id);
        loaded = found; /* both are in order */
        pprof->function[i] = name_of(&pprof->symbols[found - 1], mapping, pprof->address[i]);
    }
    return 0;
}

/* A sample's labels, one after the other: NULL is the first; false: there is no more. */
static bool next_label(const pw_sample *sample, const char **key, const char **value) {
    const char *text = (const char *)(sample->stack + sample->frames);
    const char *at = *value ? *value + strlen(*value) + 1 : text;
    if (at >= text + sample->text) return false;
    *key = at;
    *value = at + strlen(at) + 1;
    return true;
}

static void gather_strings(pw_pprof *pprof) {
    static const char *const always[] = {"samples", "count", "cpu", "nanoseconds", "thread"};
    pw_strings *strings = &pprof->strings;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) pw_strings_add(strings, always[i]);
    for (size_t i = 0; i < pprof->samples; i++) {
        pw_strings_add(strings, pprof->sample[i]->name);
        const char *key = NULL, *value = NULL;
        while (next_label(pprof->sample[i], &key, &value)) {
            pw_strings_add(strings, key);
            pw_strings_add(strings, value);
        }
    }
    for (size_t i = 0; i < pprof->addresses; i++) pw_strings_add(strings, pprof->function[i]);
    for (size_t i = 0; i < pprof->mappings.count; i++) {
        pw_strings_add(strings, pprof->mappings.mapping[i].file);
        pw_strings_add(strings, pprof->mappings.mapping[i].build_id);
    }
    pw_strings_add(strings, pprof->comment);
    pw_strings_seal(strings);
}

static int gather(pw_pprof *pprof, const pw_buffer *buffer) {
    int error = gather_samples(pprof, buffer);
    if (error == 0) error = gather_addresses(pprof);
    if (error == 0) error = pw_mappings_read(&pprof->mappings);
    if (error == 0) error = gather_functions(pprof);
    if (error != 0) return error;
    if (pprof->facts->lost > 0)
        snprintf(pprof->comment, sizeof pprof->comment, "%" PRIu64 " samples were lost: the buffer was full",
                 pprof->facts->lost);
    gather_strings(pprof);
    return pprof->strings.failed ? -ENOMEM : 0;
}

/* ---- writing ---- */

static uint64_t string(const pw_pprof *pprof, const char *text) { return pw_strings_number(&pprof->strings, text); }

static uint64_t location(const pw_pprof *pprof, uintptr_t address) {
    const uintptr_t *found =
        bsearch(&address, pprof->address, pprof->addresses, sizeof *pprof->address, compare_addresses);
    return (uint64_t)(found - pprof->address) + 1;
}

static void write_value_type(pw_pprof *pprof, pw_wire *profile, uint32_t field, const char *type, const char *unit) {
    pw_wire_clear(&pprof->inner);
    pw_wire_varint(&pprof->inner, VALUE_TYPE_TYPE, string(pprof, type));
    pw_wire_varint(&pprof->inner, VALUE_TYPE_UNIT, string(pprof, unit));
    pw_wire_message(profile, field, &pprof->inner);
}

static void write_label(pw_pprof *pprof, const char *key, const char *value) {
    pw_wire_clear(&pprof->list);
    pw_wire_varint(&pprof->list, LABEL_KEY, string(pprof, key));
    pw_wire_varint(&pprof->list, LABEL_STR, string(pprof, value));
    pw_wire_message(&pprof->inner, SAMPLE_LABEL, &pprof->list);
}

static void write_sample(pw_pprof *pprof, pw_wire *profile, const pw_sample *sample, uint64_t count) {
    pw_wire_clear(&pprof->inner);
    pw_wire_clear(&pprof->list);
    for (uint32_t i = 0; i < sample->frames; i++) pw_wire_number(&pprof->list, location(pprof, sample->stack[i]));
    pw_wire_message(&pprof->inner, SAMPLE_LOCATION_ID, &pprof->list);
    pw_wire_clear(&pprof->list);
    pw_wire_number(&pprof->list, count);
    pw_wire_number(&pprof->list, count * (uint64_t)pprof->facts->period);
    pw_wire_message(&pprof->inner, SAMPLE_VALUE, &pprof->list);
    write_label(pprof, "thread", sample->name);
    const char *key = NULL, *value = NULL;
    while (next_label(sample, &key, &value)) write_label(pprof, key, value);
    pw_wire_message(profile, PROFILE_SAMPLE, &pprof->inner);
}

static void write_samples(pw_pprof *pprof, pw_wire *profile) {
    for (size_t i = 0; i < pprof->samples;) {
        const pw_sample *first = pprof->sample[i];
        uint64_t count = 0;
        for (; i < pprof->samples && compare_samples((const void *)&first, (const void *)&pprof->sample[i]) == 0; i++)
            count += pprof->sample[i]->weight;
        write_sample(pprof, profile, first, count);
    }
}

static void write_mapping(pw_pprof *pprof, pw_wire *profile, size_t index) {
    const pw_mapping *mapping = &pprof->mappings.mapping[index];
    pw_wire_clear(&pprof->inner);
    pw_wire_varint(&pprof->inner, MAPPING_ID, index + 1);
    pw_wire_varint(&pprof->inner, MAPPING_MEMORY_START, mapping->start);
    pw_wire_varint(&pprof->inner, MAPPING_MEMORY_LIMIT, mapping->limit);
    pw_wire_varint(&pprof->inner, MAPPING_FILE_OFFSET, mapping->offset);
    pw_wire_varint(&pprof->inner, MAPPING_FILENAME, string(pprof, mapping->file));
    pw_wire_varint(&pprof->inner, MAPPING_BUILD_ID, string(pprof, mapping->build_id));
    pw_wire_varint(&pprof->inner, MAPPING_HAS_FUNCTIONS, 1);
    pw_wire_message(profile, PROFILE_MAPPING, &pprof->inner);
}

static void write_location(pw_pprof *pprof, pw_wire *profile, size_t index) {
    uintptr_t address = pprof->address[index];
    pw_wire_clear(&pprof->inner);
    pw_wire_varint(&pprof->inner, LOCATION_ID, index + 1);
    pw_wire_varint(&pprof->inner, LOCATION_MAPPING_ID, pw_mappings_find(&pprof->mappings, address));
    pw_wire_varint(&pprof->inner, LOCATION_ADDRESS, address);
    if (*pprof->function[index]) {
        pw_wire_clear(&pprof->list);
        pw_wire_varint(&pprof->list, LINE_FUNCTION_ID, string(pprof, pprof->function[index]));
        pw_wire_message(&pprof->inner, LOCATION_LINE, &pprof->list);
    }
    pw_wire_message(profile, PROFILE_LOCATION, &pprof->inner);
}

/* A function's number is that of its name. pprof knows mangled names. */
static void write_functions(pw_pprof *pprof, pw_wire *profile) {
    bool *done = calloc(pprof->strings.count + 1, sizeof *done);
    profile->failed |= !done;
    for (size_t i = 0; done && i < pprof->addresses; i++) {
        uint64_t name = string(pprof, pprof->function[i]);
        if (name == 0 || done[name]) continue;
        done[name] = true;
        pw_wire_clear(&pprof->inner);
        pw_wire_varint(&pprof->inner, FUNCTION_ID, name);
        pw_wire_varint(&pprof->inner, FUNCTION_NAME, name);
        pw_wire_varint(&pprof->inner, FUNCTION_SYSTEM_NAME, name);
        pw_wire_message(profile, PROFILE_FUNCTION, &pprof->inner);
    }
    free(done);
}

static void write_profile(pw_pprof *pprof, pw_wire *profile) {
    write_value_type(pprof, profile, PROFILE_SAMPLE_TYPE, "samples", "count");
    write_value_type(pprof, profile, PROFILE_SAMPLE_TYPE, "cpu", "nanoseconds");
    write_samples(pprof, profile);
    for (size_t i = 0; i < pprof->mappings.count; i++) write_mapping(pprof, profile, i);
    for (size_t i = 0; i < pprof->addresses; i++) write_location(pprof, profile, i);
    write_functions(pprof, profile);
    pw_wire_string(profile, PROFILE_STRING_TABLE, "");
    for (size_t i = 0; i < pprof->strings.count; i++)
        pw_wire_string(profile, PROFILE_STRING_TABLE, pprof->strings.string[i]);
    pw_wire_varint(profile, PROFILE_TIME_NANOS, (uint64_t)pprof->facts->began);
    pw_wire_varint(profile, PROFILE_DURATION_NANOS, (uint64_t)pprof->facts->duration);
    write_value_type(pprof, profile, PROFILE_PERIOD_TYPE, "cpu", "nanoseconds");
    pw_wire_varint(profile, PROFILE_PERIOD, (uint64_t)pprof->facts->period);
    pw_wire_varint(profile, PROFILE_COMMENT, string(pprof, pprof->comment));
}

int pw_pprof_encode(const pw_buffer *buffer, const pw_pprof_facts *facts, pw_wire *profile) {
    pw_pprof pprof = {.facts = facts};
    int error = gather(&pprof, buffer);
    if (error == 0) {
        write_profile(&pprof, profile);
        if (profile->failed) error = -ENOMEM;
    }
    free((void *)pprof.sample);
    free(pprof.address);
    free((void *)pprof.function);
    for (size_t i = 0; pprof.symbols && i < pprof.mappings.count; i++) pw_symbols_free(&pprof.symbols[i]);
    free(pprof.symbols);
    pw_mappings_free(&pprof.mappings);
    pw_strings_free(&pprof.strings);
    pw_wire_free(&pprof.inner);
    pw_wire_free(&pprof.list);
    return error;
}
