/* liburcu's wait-free wfcqueue; the worker sleeps on a futex word when it is empty. Replies by semaphore. */
#define _LGPL_SOURCE /* its small functions inline, as it recommends for speed */
#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <urcu/wfcqueue.h>

#include "../peer.h"

typedef struct urcu_task {
    struct cds_wfcq_node node;
    bench_fn fn; /* NULL: stop */
    void *data;
    sem_t *reply; /* NULL: nobody waits, and the task is the worker's to free */
} urcu_task;

typedef struct queue {
    struct cds_wfcq_head head;
    _Alignas(BENCH_CACHE_LINE) struct cds_wfcq_tail tail;
    _Alignas(BENCH_CACHE_LINE) uint32_t asleep;
    bench_owner *owner;
    pthread_t thread;
} queue;

static void sleep_until_pushed(queue *self) {
    uatomic_set(&self->asleep, 1);
    cmm_smp_mb(); /* either the producer sees `asleep`, or this sees its node */
    while (cds_wfcq_empty(&self->head, &self->tail) && uatomic_read(&self->asleep) == 1)
        syscall(SYS_futex, &self->asleep, FUTEX_WAIT_PRIVATE, 1, NULL, NULL, 0);
    uatomic_set(&self->asleep, 0);
}

static urcu_task *pop(queue *self) {
    for (;;) {
        struct cds_wfcq_node *node = __cds_wfcq_dequeue_blocking(&self->head, &self->tail);
        if (node) return caa_container_of(node, urcu_task, node);
        sleep_until_pushed(self);
    }
}

static void *worker_main(void *argument) {
    queue *self = argument;
    for (urcu_task *task; (task = pop(self))->fn;) {
        sem_t *reply = task->reply;
        task->fn(self->owner, task->data);
        if (reply)
            sem_post(reply);
        else
            free(task);
    }
    return NULL;
}

static void *start(const bench_peer *peer, const bench_setup *setup) {
    queue *self = aligned_alloc(BENCH_CACHE_LINE, sizeof *self);
    if (!self) return NULL;
    cds_wfcq_init(&self->head, &self->tail);
    self->asleep = 0;
    self->owner = setup->owners;
    if (pthread_create(&self->thread, NULL, worker_main, self) == 0) return self;
    free(self);
    return NULL;
}

static void wake(queue *self) {
    cmm_smp_mb();
    if (uatomic_read(&self->asleep) == 1 && uatomic_cmpxchg(&self->asleep, 1, 0) == 1)
        syscall(SYS_futex, &self->asleep, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void enqueue(queue *self, urcu_task *task) {
    cds_wfcq_node_init(&task->node);
    cds_wfcq_enqueue(&self->head, &self->tail, &task->node);
}

static void enqueue_new(queue *self, bench_fn fn, void *data) {
    urcu_task *made = malloc(sizeof *made);
    if (!made) abort();
    *made = (urcu_task){.fn = fn, .data = data};
    enqueue(self, made);
}

static void post(void *self, unsigned client, bench_fn fn, void *data) {
    enqueue_new(self, fn, data);
    wake(self);
}

static void batch(void *self, unsigned client, bench_fn fn, void *data, size_t count) {
    sem_t reply;
    sem_init(&reply, 0, 0);
    for (size_t i = 1; i < count; i++) enqueue_new(self, fn, data);
    urcu_task last = {.fn = fn, .data = data, .reply = &reply};
    enqueue(self, &last);
    wake(self);
    while (sem_wait(&reply) != 0) {
    }
    sem_destroy(&reply);
}

static void call(void *self, unsigned client, bench_fn fn, void *data) { batch(self, client, fn, data, 1); }

static void stop(void *argument) {
    queue *self = argument;
    urcu_task last = {.fn = NULL};
    enqueue(self, &last);
    wake(self);
    pthread_join(self->thread, NULL);
    free(self);
}

const bench_peer bench_liburcu = {
    .name = "liburcu wfcqueue",
    .traits = BENCH_OWNS | BENCH_ORDERS,
    .start = start,
    .call = call,
    .post = post,
    .batch = batch,
    .stop = stop,
};
