// Handlers are what is stored in certain fields of a record, by whatever kind of initialiser or assignment.
#include <pthread.h>
#include <stdlib.h>

#include "ops.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void designated(struct conn *c) { // want-handler "srv.read"
    pthread_mutex_lock(&mutex); // want lock-in-handler "designated"
    c->fd = -1;
    pthread_mutex_unlock(&mutex);
}

static void positional(struct conn *c) { // want-handler "srv.read"
    c->fd = 0;
}

static void assigned(struct conn *c) { // want-handler "srv.read"
    c->fd = 1;
}

static void through_a_pointer(struct conn *c) { // want-handler "srv.read"
    c->fd = 2;
}

static void in_a_literal(struct conn *c) { // want-handler "srv.read"
    c->fd = 3;
}

// The pattern speaks of on_* only.
static void destroy(struct conn *c) {
    pthread_mutex_lock(&mutex);
    free(c);
    pthread_mutex_unlock(&mutex);
}

static conn_ops designated_ops = {.on_read = designated, .destroy = destroy};
static conn_ops positional_ops = {0, NULL, positional, destroy};

void setup(struct conn *c, struct conn *d, int fast) {
    c->ops.on_read = assigned;
    d->shared = fast ? &designated_ops : &positional_ops;
    d->shared->on_write = through_a_pointer;
    c->ops = (conn_ops){.flags = 1, .on_read = in_a_literal};
}
