#include "support/nearest.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_NAME = 256 }; /* longer names are nobody's typo; keeps hostile input cheap */

size_t pl_edit_distance(const char *a, const char *b, size_t limit) {
    size_t na = strlen(a), nb = strlen(b);
    if (na > LONGEST_NAME || nb > LONGEST_NAME || (na > nb ? na - nb : nb - na) > limit) return limit + 1;
    size_t rows[3][LONGEST_NAME + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= nb; j++) last[j] = j;
    for (size_t i = 1; i <= na; i++) {
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t cost = last[j - 1] + (a[i - 1] != b[j - 1]);
            cost = MIN(cost, MIN(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = MIN(cost, before[j - 2] + 1);
            row[j] = cost;
        }
        size_t *recycled = before;
        before = last;
        last = row;
        row = recycled;
    }
    return MIN(last[nb], limit + 1);
}

const char *pl_nearest(const char *name, const char *const *candidates) {
    const char *best = NULL, *longer = NULL;
    size_t length = strlen(name);
    size_t limit = length <= 2 ? 1 : MAX((size_t)2, length / 3);
    for (; candidates != NULL && *candidates != NULL; candidates++) {
        if (g_ascii_strcasecmp(name, *candidates) == 0) return *candidates;
        if (longer == NULL && length >= 3 && g_str_has_prefix(*candidates, name)) longer = *candidates;
        size_t distance = pl_edit_distance(name, *candidates, limit);
        /* A change of every letter is another word, not a typo. */
        if (distance > limit || distance >= MAX(length, strlen(*candidates))) continue;
        best = *candidates;
        if (distance == 0) return best;
        limit = distance - 1;
    }
    return best != NULL ? best : longer; /* "warn" is short for "warning" */
}
