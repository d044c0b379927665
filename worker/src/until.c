#include "until.h"

#include <errno.h>

#include "futex.h"
#include "token.h"

const pinworker_until pw_forever;

int pw_until_reached(const pinworker_until *until) {
    if (until->token && pinworker_token_cancelled(until->token)) return -ECANCELED;
    return until->deadline > 0 && pinworker_now() >= until->deadline ? -ETIMEDOUT : 0;
}

static void poke(_Atomic uint32_t *word) { atomic_fetch_add(word, UINT32_C(1) << PW_AWAIT_BITS); }

int pw_until_await(const pinworker_until *until, _Atomic uint32_t *word, uint32_t bit) {
    pw_waiter waiter = {.word = word, .poke = poke};
    int error = pw_token_enter(until->token, &waiter);
    bool entered = error == 0;
    uint32_t seen = atomic_load(word); /* before the limits: who cancels later changes it */
    while (!(seen & bit) && error == 0) {
        error = pw_until_reached(until);
        if (error == 0) pw_futex_wait(word, seen, until->deadline);
        seen = atomic_load(word);
    }
    if (entered) pw_token_leave(until->token, &waiter);
    return seen & bit ? 0 : error;
}
