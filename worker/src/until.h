/* until.h: how long a blocking function may take. */
#ifndef PINWORKER_UNTIL_H
#define PINWORKER_UNTIL_H

#include <stdatomic.h>
#include <stdbool.h>

#include "pinworker.h"

/* NULL's meaning. */
extern const pinworker_until pw_forever __attribute__((visibility("hidden")));

/* -ECANCELED, -ETIMEDOUT: it is over; 0: not yet. */
int pw_until_reached(const pinworker_until *until);

/* The bits below are for what is waited for; a cancelled token counts in those above, so that the word changes. */
enum { PW_AWAIT_BITS = 2 };

/* Sleeps until `bit` of the futex is set (0), or the limits are reached. Any number of threads may. */
int pw_until_await(const pinworker_until *until, _Atomic uint32_t *word, uint32_t bit);

#endif
