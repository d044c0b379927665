/* strings.h: the table of a profile's strings, each of them once. */
#ifndef PINWORKER_PROFILE_STRINGS_H
#define PINWORKER_PROFILE_STRINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* First all are added, then the table is sealed, then they are looked up. The strings are not copied. */
typedef struct pw_strings {
    const char **string;
    size_t count, room;
    bool failed; /* memory is short */
} pw_strings;

void pw_strings_add(pw_strings *strings, const char *string);
void pw_strings_seal(pw_strings *strings);
void pw_strings_free(pw_strings *strings);

/* Its number: string[number - 1], 0 for "" (which is not in the table). */
uint64_t pw_strings_number(const pw_strings *strings, const char *string);

#endif
