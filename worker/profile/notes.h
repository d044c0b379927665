/* notes.h: the notes of an ELF file. */
#ifndef PINWORKER_PROFILE_NOTES_H
#define PINWORKER_PROFILE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

enum { PW_BUILD_ID = 65 }; /* in hexadecimal, with the 0; longer ones are cut */

/* false: these notes have none. */
bool pw_notes_build_id(const unsigned char *notes, size_t size, char *id);

#endif
