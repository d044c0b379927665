/* breaker.h: how often a worker may fail, and how long it pauses before it starts again. Owner only. */
#ifndef PINWORKER_BREAKER_H
#define PINWORKER_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

/* A sliding window: trips when more than `limit` failures lie within `window`. */
typedef struct pw_breaker {
    int64_t *failed_at; /* the last limit + 1, a ring */
    uint32_t limit;     /* UINT32_MAX: never trips, and failed_at is NULL */
    uint32_t next, count;
    int64_t window;
} pw_breaker;

enum { PW_BREAKER_MOST = 1023 };

/* -ENOMEM */
int pw_breaker_init(pw_breaker *breaker, uint32_t limit, int64_t window);
void pw_breaker_destroy(pw_breaker *breaker);
bool pw_breaker_failed(pw_breaker *breaker, int64_t now); /* true: it trips */
void pw_breaker_reset(pw_breaker *breaker);

/* Pauses that double, each less a random quarter at most, so that many workers do not come back at once. */
typedef struct pw_backoff {
    int64_t least, most, next;
    uint64_t random;
} pw_backoff;

void pw_backoff_init(pw_backoff *backoff, int64_t least, int64_t most, uint64_t seed);
int64_t pw_backoff_pause(pw_backoff *backoff);
void pw_backoff_reset(pw_backoff *backoff);

#endif
