/* mappings.h: which files the code of this process is from. */
#ifndef PINWORKER_PROFILE_MAPPINGS_H
#define PINWORKER_PROFILE_MAPPINGS_H

#include <stddef.h>
#include <stdint.h>

#include "notes.h"

typedef struct pw_mapping {
    uint64_t start, limit, offset;
    char *file;
    char build_id[PW_BUILD_ID]; /* "": it has none */
} pw_mapping;

typedef struct pw_mappings {
    pw_mapping *mapping; /* executable ones, by address */
    size_t count;
} pw_mappings;

/* -ENOENT, -EMFILE: /proc cannot be read; -ENOMEM. */
int pw_mappings_read(pw_mappings *mappings);
void pw_mappings_free(pw_mappings *mappings);

/* From 1; 0: the address is in none. */
size_t pw_mappings_find(const pw_mappings *mappings, uint64_t address);

#endif
