/* libuv: a loop with a list under a mutex, woken by uv_async_send. Replies by semaphore. */
#include <stdlib.h>
#include <uv.h>

#include "../peer.h"

typedef struct uv_task uv_task;
struct uv_task {
    uv_task *next;
    bench_fn fn;
    void *data;
    uv_sem_t *reply; /* NULL: nobody waits, and the task is the worker's to free */
};

typedef struct server {
    uv_loop_t loop;
    uv_async_t wake;
    uv_mutex_t lock;
    uv_task *first, **last;
    bool stopping;
    bench_owner *owner;
    uv_thread_t thread;
} server;

static uv_task *take_all(server *self, bool *stopping) {
    uv_mutex_lock(&self->lock);
    uv_task *first = self->first;
    self->first = NULL;
    self->last = &self->first;
    *stopping = self->stopping;
    uv_mutex_unlock(&self->lock);
    return first;
}

static void on_wake(uv_async_t *wake) {
    server *self = wake->data;
    bool stopping = false;
    for (uv_task *next, *task = take_all(self, &stopping); task; task = next) {
        next = task->next;
        uv_sem_t *reply = task->reply;
        task->fn(self->owner, task->data);
        if (reply)
            uv_sem_post(reply);
        else
            free(task);
    }
    if (stopping) uv_close((uv_handle_t *)wake, NULL);
}

static void worker_main(void *argument) {
    server *self = argument;
    uv_run(&self->loop, UV_RUN_DEFAULT);
    uv_loop_close(&self->loop);
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    server *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->owner = setup->owners;
    self->last = &self->first;
    self->wake.data = self;
    if (uv_loop_init(&self->loop) == 0 && uv_mutex_init(&self->lock) == 0 &&
        uv_async_init(&self->loop, &self->wake, on_wake) == 0 &&
        uv_thread_create(&self->thread, worker_main, self) == 0)
        return self;
    free(self); /* the process ends now */
    return NULL;
}

/* A chain from `first` to the task whose next is *end. */
static void push(server *self, uv_task *first, uv_task **end) {
    uv_mutex_lock(&self->lock);
    *self->last = first;
    self->last = end;
    uv_mutex_unlock(&self->lock);
    uv_async_send(&self->wake);
}

static uv_task *new_task(bench_fn fn, void *data) {
    uv_task *made = malloc(sizeof *made);
    if (!made) abort();
    *made = (uv_task){NULL, fn, data, NULL};
    return made;
}

static void post(void *self, unsigned client, bench_fn fn, void *data) {
    uv_task *posted = new_task(fn, data);
    push(self, posted, &posted->next);
}

static void batch(void *self, unsigned client, bench_fn fn, void *data, size_t count) {
    uv_sem_t reply;
    uv_sem_init(&reply, 0);
    uv_task *first = NULL, **end = &first;
    for (size_t i = 1; i < count; i++) {
        *end = new_task(fn, data);
        end = &(*end)->next;
    }
    uv_task last = {NULL, fn, data, &reply};
    *end = &last;
    push(self, first, &last.next);
    uv_sem_wait(&reply);
    uv_sem_destroy(&reply);
}

static void call(void *self, unsigned client, bench_fn fn, void *data) { batch(self, client, fn, data, 1); }

static void stop(void *argument) {
    server *self = argument;
    uv_mutex_lock(&self->lock);
    self->stopping = true;
    uv_mutex_unlock(&self->lock);
    uv_async_send(&self->wake);
    uv_thread_join(&self->thread);
    uv_mutex_destroy(&self->lock);
    free(self);
}

const bench_peer bench_libuv = {
    .name = "libuv uv_async",
    .traits = BENCH_OWNS | BENCH_ORDERS,
    .start = start,
    .call = call,
    .post = post,
    .batch = batch,
    .stop = stop,
};
