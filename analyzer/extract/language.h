/* language.h: C, C++ or neither. Pure functions. */
#ifndef PINLINT_LANGUAGE_H
#define PINLINT_LANGUAGE_H

#include <stdbool.h>

typedef enum { PL_LANGUAGE_NONE, PL_LANGUAGE_C, PL_LANGUAGE_CXX } pl_language;

/* By the end of the file's name, as compilers do. */
pl_language pl_language_of_file(const char *path);
bool pl_language_is_header(const char *path);       /* .h: C or C++, as the compiler says */
bool pl_language_is_preprocessed(const char *path); /* .i, .ii */

/* The value of -x: "c++-header". PL_LANGUAGE_NONE for "none", "assembler", "cuda", ... */
pl_language pl_language_of_flag(const char *value);

#endif
