/* token.h: cancellation tokens, as the waits see them. */
#ifndef PINWORKER_TOKEN_H
#define PINWORKER_TOKEN_H

#include <stdatomic.h>

#include "pinworker.h"

/* One wait of one thread, on its stack. The word is what the thread sleeps on. Cancelling changes it, so that a thread
 * that is about to sleep does not, and wakes it. */
typedef struct pw_waiter {
    struct pw_waiter *next, **link;
    _Atomic uint32_t *word;
    uint32_t bits;                        /* with which it sleeps there; 0: as everybody */
    void (*poke)(_Atomic uint32_t *word); /* changes the word */
} pw_waiter;

/* -ECANCELED: it is cancelled already, and `waiter` is not entered. A NULL token is never cancelled. */
int pw_token_enter(pinworker_token *token, pw_waiter *waiter);
void pw_token_leave(pinworker_token *token, pw_waiter *waiter);

#endif
