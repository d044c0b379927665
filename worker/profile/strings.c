#include "strings.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

void pw_strings_add(pw_strings *strings, const char *string) {
    if (strings->failed || !*string) return;
    if (strings->count == strings->room) {
        size_t room = strings->room ? 2 * strings->room : 256;
        const char **grown = realloc((void *)strings->string, room * sizeof *grown);
        if (!grown) {
            strings->failed = true;
            return;
        }
        strings->string = grown;
        strings->room = room;
    }
    strings->string[strings->count++] = string;
}

void pw_strings_seal(pw_strings *strings) {
    if (strings->count == 0) return;
    qsort((void *)strings->string, strings->count, sizeof *strings->string, compare);
    size_t kept = 1;
    for (size_t i = 1; i < strings->count; i++) {
        if (strcmp(strings->string[i], strings->string[kept - 1]) != 0) strings->string[kept++] = strings->string[i];
    }
    strings->count = kept;
}

void pw_strings_free(pw_strings *strings) {
    free((void *)strings->string);
    *strings = (pw_strings){0};
}

uint64_t pw_strings_number(const pw_strings *strings, const char *string) {
    if (!*string || strings->count == 0) return 0;
    const char **found =
        bsearch((const void *)&string, (const void *)strings->string, strings->count, sizeof *strings->string, compare);
    return found ? (uint64_t)(found - strings->string) + 1 : 0;
}
