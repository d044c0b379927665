/* labels.h: labels that the owner changes and any thread reads, without either waiting for the other. */
#ifndef PINWORKER_LABELS_INTERNAL_H
#define PINWORKER_LABELS_INTERNAL_H

#include <stdatomic.h>

#include "pinworker.h"

#define PW_LABEL_WORDS ((PINWORKER_LABEL_KEY + PINWORKER_LABEL_VALUE) / sizeof(uint64_t))

/* A sequence lock: odd while the owner changes something. The text is in atomic words, as it is read meanwhile. */
typedef struct pw_labels {
    _Atomic uint32_t sequence;
    _Atomic uint32_t count;
    _Atomic uint64_t label[PINWORKER_LABELS][PW_LABEL_WORDS];    /* key, then value */
    char role[PINWORKER_LABEL_VALUE], id[PINWORKER_LABEL_VALUE]; /* never change */
} pw_labels;

/* Cut to what fits with its 0, not within a character of UTF-8. */
void pw_copy_cut(char *to, size_t size, const char *text);

void pw_labels_init(pw_labels *labels, const char *role, const char *id);

/* Owner. -ENOSPC. */
int pw_labels_set(pw_labels *labels, const char *key, const char *value);
void pw_labels_remove_all(pw_labels *labels);
static inline void pw_labels_clear(pw_labels *labels) { /* after each job, and few have any */
    if (atomic_load_explicit(&labels->count, memory_order_relaxed) != 0) pw_labels_remove_all(labels);
}

/* Any thread. -EAGAIN: role and id only. */
int pw_labels_read(const pw_labels *labels, pinworker_labels *copy);

#endif
