/* symbols.h: names of functions, from the symbol table of the file that their code is from. */
#ifndef PINWORKER_PROFILE_SYMBOLS_H
#define PINWORKER_PROFILE_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

typedef struct pw_symbol {
    uint64_t value, size; /* as linked */
    const char *name;
} pw_symbol;

typedef struct pw_symbols {
    const unsigned char *file; /* the whole of it; names point into it */
    size_t size;
    pw_symbol *symbol; /* functions, by value */
    size_t count;
} pw_symbols;

/* A file that cannot be read, is stripped, or is not the one with this build id ("": unknown) has none. */
void pw_symbols_load(pw_symbols *symbols, const char *path, const char *build_id);
void pw_symbols_free(pw_symbols *symbols);

/* Of the code at this offset in the file; NULL: not known. */
const char *pw_symbols_find(const pw_symbols *symbols, uint64_t offset);

#endif
