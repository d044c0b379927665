/* example.h: what the examples share, so that each shows its own pattern and little else. */
#ifndef PINWORKER_EXAMPLES_EXAMPLE_H
#define PINWORKER_EXAMPLES_EXAMPLE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pinworker.h"

/* Ends the program if `error` is one. */
static inline void need(int error, const char *what) {
    if (error >= 0) return;
    fprintf(stderr, "%s: %s\n", what, strerror(-error));
    exit(EXIT_FAILURE);
}

#endif
