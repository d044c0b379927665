#include "breaker.h"

#include <errno.h>
#include <stdlib.h>

int pw_breaker_init(pw_breaker *breaker, uint32_t limit, int64_t window) {
    *breaker = (pw_breaker){.limit = limit, .window = window};
    if (limit == UINT32_MAX) return 0;
    breaker->failed_at = calloc(limit + 1, sizeof *breaker->failed_at);
    return breaker->failed_at ? 0 : -ENOMEM;
}

void pw_breaker_destroy(pw_breaker *breaker) { free(breaker->failed_at); }

bool pw_breaker_failed(pw_breaker *breaker, int64_t now) {
    if (!breaker->failed_at) return false;
    uint32_t size = breaker->limit + 1;
    breaker->failed_at[breaker->next] = now;
    breaker->next = (breaker->next + 1) % size;
    if (breaker->count < size) breaker->count++;
    /* Once the ring is full, the oldest entry is the one that comes next. */
    return breaker->count == size && now - breaker->failed_at[breaker->next] <= breaker->window;
}

void pw_breaker_reset(pw_breaker *breaker) { breaker->next = breaker->count = 0; }

void pw_backoff_init(pw_backoff *backoff, int64_t least, int64_t most, uint64_t seed) {
    *backoff = (pw_backoff){.least = least, .most = most, .next = least, .random = seed | 1};
}

void pw_backoff_reset(pw_backoff *backoff) { backoff->next = backoff->least; }

/* xorshift64: jitter needs no more. */
static uint64_t random_number(pw_backoff *backoff) {
    backoff->random ^= backoff->random << 13;
    backoff->random ^= backoff->random >> 7;
    backoff->random ^= backoff->random << 17;
    return backoff->random;
}

int64_t pw_backoff_pause(pw_backoff *backoff) {
    int64_t pause = backoff->next;
    backoff->next = pause > backoff->most / 2 ? backoff->most : pause * 2;
    int64_t quarter = pause / 4;
    return quarter > 0 ? pause - (int64_t)(random_number(backoff) % (uint64_t)quarter) : pause;
}
