#include "token.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "futex.h"
#include "worker.h"

struct pinworker_token {
    _Atomic int cancelled;
    pthread_mutex_t lock;
    pw_waiter *waiters;
    pid_t owner; /* the process that made it */
};

int pinworker_token_new(pinworker_token **token) {
    *token = calloc(1, sizeof **token);
    if (!*token) return -ENOMEM;
    pthread_mutex_init(&(*token)->lock, NULL);
    (*token)->owner = getpid();
    return 0;
}

void pinworker_token_free(pinworker_token *token) {
    if (!token) return;
    pthread_mutex_destroy(&token->lock);
    free(token);
}

int pinworker_token_cancelled(const pinworker_token *token) { return atomic_load(&token->cancelled); }

void pinworker_token_cancel(pinworker_token *token) {
    /* A child has none of those that wait, and the lock may have been held by a thread that it has not got. */
    if (token->owner != getpid()) {
        atomic_store(&token->cancelled, 1);
        return;
    }
    bool armed = pw_hold_guard();
    pthread_mutex_lock(&token->lock);
    atomic_store(&token->cancelled, 1);
    /* A waiter leaves the list under the lock, so its word is there as long as it is in the list. */
    for (pw_waiter *waiter = token->waiters; waiter; waiter = waiter->next) {
        waiter->poke(waiter->word);
        if (waiter->bits != 0)
            pw_futex_wake_bits(waiter->word, waiter->bits);
        else
            pw_futex_wake(waiter->word, INT_MAX);
    }
    pthread_mutex_unlock(&token->lock);
    pw_let_go(armed);
}

int pw_token_enter(pinworker_token *token, pw_waiter *waiter) {
    if (!token) return 0;
    pthread_mutex_lock(&token->lock);
    int cancelled = atomic_load(&token->cancelled);
    if (!cancelled) {
        waiter->next = token->waiters;
        waiter->link = &token->waiters;
        if (waiter->next) waiter->next->link = &waiter->next;
        token->waiters = waiter;
    }
    pthread_mutex_unlock(&token->lock);
    return cancelled ? -ECANCELED : 0;
}

void pw_token_leave(pinworker_token *token, pw_waiter *waiter) {
    if (!token) return;
    pthread_mutex_lock(&token->lock);
    *waiter->link = waiter->next;
    if (waiter->next) waiter->next->link = waiter->link;
    pthread_mutex_unlock(&token->lock);
}
