/* The plain way, as it stands in textbooks and in most servers: a bounded queue under a mutex, a condition variable for
 * each side, and one for each reply. The measure of all others. */
#include <pthread.h>
#include <stdlib.h>

#include "../peer.h"

enum { QUEUE = 1024 };

typedef struct plain_reply {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool done;
} plain_reply;

typedef struct plain_item {
    bench_fn fn;
    void *data;
    plain_reply *reply; /* NULL: nobody waits */
} plain_item;

typedef struct queue {
    pthread_mutex_t lock;
    pthread_cond_t not_empty, not_full;
    size_t head, count;
    bool stopping;
    bench_owner *owner;
    pthread_t thread;
    plain_item items[QUEUE];
} queue;

static bool pop(queue *self, plain_item *item) {
    pthread_mutex_lock(&self->lock);
    while (self->count == 0 && !self->stopping) pthread_cond_wait(&self->not_empty, &self->lock);
    bool got = self->count > 0;
    if (got) {
        *item = self->items[self->head];
        self->head = (self->head + 1) % QUEUE;
        self->count--;
    }
    pthread_mutex_unlock(&self->lock);
    if (got) pthread_cond_signal(&self->not_full);
    return got;
}

static void answer(plain_reply *reply) {
    pthread_mutex_lock(&reply->lock);
    reply->done = true;
    pthread_cond_signal(&reply->changed); /* under the lock: the caller's stack is gone after it */
    pthread_mutex_unlock(&reply->lock);
}

static void *worker_main(void *argument) {
    queue *self = argument;
    plain_item item;
    while (pop(self, &item)) {
        item.fn(self->owner, item.data);
        if (item.reply) answer(item.reply);
    }
    return NULL;
}

/* With the lock held. */
static void push_locked(queue *self, plain_item item) {
    while (self->count == QUEUE) {
        pthread_cond_signal(&self->not_empty); /* a batch may fill it before it wakes anybody */
        pthread_cond_wait(&self->not_full, &self->lock);
    }
    self->items[(self->head + self->count++) % QUEUE] = item;
}

static void push(queue *self, plain_item item) {
    pthread_mutex_lock(&self->lock);
    push_locked(self, item);
    pthread_mutex_unlock(&self->lock);
    pthread_cond_signal(&self->not_empty);
}

static void wait_for(plain_reply *reply) {
    pthread_mutex_lock(&reply->lock);
    while (!reply->done) pthread_cond_wait(&reply->changed, &reply->lock);
    pthread_mutex_unlock(&reply->lock);
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    queue *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->not_empty, NULL);
    pthread_cond_init(&self->not_full, NULL);
    self->owner = setup->owners;
    if (pthread_create(&self->thread, NULL, worker_main, self) == 0) return self;
    free(self);
    return NULL;
}

static void call(void *argument, unsigned client, bench_fn fn, void *data) {
    plain_reply reply = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
    push(argument, (plain_item){fn, data, &reply});
    wait_for(&reply);
}

static void post(void *argument, unsigned client, bench_fn fn, void *data) {
    push(argument, (plain_item){fn, data, NULL});
}

static void batch(void *argument, unsigned client, bench_fn fn, void *data, size_t count) {
    queue *self = argument;
    plain_reply reply = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
    pthread_mutex_lock(&self->lock);
    for (size_t i = 1; i < count; i++) push_locked(self, (plain_item){fn, data, NULL});
    push_locked(self, (plain_item){fn, data, &reply});
    pthread_mutex_unlock(&self->lock);
    pthread_cond_signal(&self->not_empty);
    wait_for(&reply);
}

static void stop(void *argument) {
    queue *self = argument;
    pthread_mutex_lock(&self->lock);
    self->stopping = true;
    pthread_mutex_unlock(&self->lock);
    pthread_cond_signal(&self->not_empty);
    pthread_join(self->thread, NULL);
    free(self);
}

const bench_peer bench_mutex_cond = {
    .name = "mutex+cond",
    .traits = BENCH_OWNS | BENCH_ORDERS | BENCH_PINS | BENCH_CROSSES,
    .start = start,
    .call = call,
    .post = post,
    .batch = batch,
    .stop = stop,
};
