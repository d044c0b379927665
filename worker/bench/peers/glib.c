/* GLib's GThreadPool with one exclusive thread. Replies by GMutex and GCond. */
#include <glib.h>

#include "../peer.h"

typedef struct glib_reply {
    GMutex lock;
    GCond changed;
    gboolean done;
} glib_reply;

typedef struct glib_task {
    bench_fn fn;
    void *data;
    glib_reply *reply; /* NULL: nobody waits, and the task is the worker's to free */
} glib_task;

static void work(gpointer data, gpointer owner) {
    glib_task *task = data;
    glib_reply *reply = task->reply;
    task->fn(owner, task->data);
    if (!reply) {
        g_free(task);
        return;
    }
    g_mutex_lock(&reply->lock);
    reply->done = TRUE;
    g_cond_signal(&reply->changed);
    g_mutex_unlock(&reply->lock);
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    return g_thread_pool_new(work, setup->owners, 1, TRUE, NULL);
}

static void wait_for(glib_reply *reply) {
    g_mutex_lock(&reply->lock);
    while (!reply->done) g_cond_wait(&reply->changed, &reply->lock);
    g_mutex_unlock(&reply->lock);
    g_mutex_clear(&reply->lock);
    g_cond_clear(&reply->changed);
}

static void call(void *pool, unsigned client, bench_fn fn, void *data) {
    glib_reply reply = {.done = FALSE};
    g_mutex_init(&reply.lock);
    g_cond_init(&reply.changed);
    glib_task task = {fn, data, &reply};
    g_thread_pool_push(pool, &task, NULL);
    wait_for(&reply);
}

static void post(void *pool, unsigned client, bench_fn fn, void *data) {
    glib_task *posted = g_new(glib_task, 1);
    *posted = (glib_task){fn, data, NULL};
    g_thread_pool_push(pool, posted, NULL);
}

static void batch(void *pool, unsigned client, bench_fn fn, void *data, size_t count) {
    for (size_t i = 1; i < count; i++) post(pool, client, fn, data);
    call(pool, client, fn, data);
}

static void stop(void *pool) { g_thread_pool_free(pool, FALSE, TRUE); }

const bench_peer bench_glib = {
    .name = "GLib GThreadPool",
    .traits = BENCH_OWNS | BENCH_ORDERS,
    .start = start,
    .call = call,
    .post = post,
    .batch = batch,
    .stop = stop,
};
