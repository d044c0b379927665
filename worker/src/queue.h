/* queue.h: the bounded queue of one worker: many threads put jobs in, the owner takes them out in that order.
 *
 * A ring of cells. Each job has a ticket, its number since the start, and the cell ticket % capacity. The cell's `turn`
 * holds the ticket and a phase, so a thread that looks at a cell later knows whether it still is about its own job.
 * That is what lets a caller leave at any time without allocating anything that outlives it:
 *
 *     FREE ──► POSTED ─────────────────────────► FREE (next lap)
 *       └────► WAITED ──► REPLYING ────────────► FREE
 *                │ ├────► STARTED ──► REPLYING                    jobs that can be revoked only
 *                │ └────► REVOKED ─────────────► FREE             the caller left: the job will not run
 *                └──────► LEFT ────────────────► FREE             the caller left: the job runs
 *
 * From WAITED and STARTED both sides go on by compare-and-swap. The owner that wins (REPLYING) may write to the
 * caller's memory, and the caller waits for it; the caller that wins may go, and the owner does not touch its memory
 * again.
 *
 * model/queue.pml is this file, line.h and parking.h in Promela; change them together. */
#ifndef PINWORKER_QUEUE_H
#define PINWORKER_QUEUE_H

#include <errno.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "pinworker.h"

#define PW_CACHE_LINE 64

typedef enum pw_phase {
    PW_FREE,
    PW_POSTED,
    PW_WAITED,
    PW_LEFT,
    PW_REVOKED,
    PW_STARTED,
    PW_REPLYING,
} pw_phase;

/* One cache line, then the payload. Written by whoever reserved the ticket, until turn says that it is published. */
typedef struct pw_cell {
    alignas(PW_CACHE_LINE) _Atomic uint64_t turn; /* ticket << 3 | phase */
    pinworker_fn fn;
    void *data; /* the payload, if size > 0 */
    pinworker_done_fn done;
    pinworker_job *job;     /* the caller's; only the owner that won REPLYING may use it */
    pinworker_token *token; /* posts only: the token of a call may be gone once its caller left */
    int64_t queued_at;      /* 0: this job is not measured */
    uint32_t size;
    uint16_t cpu; /* of the submitter */
    uint16_t flags;
} pw_cell;

typedef struct pw_queue {
    alignas(PW_CACHE_LINE) _Atomic uint64_t head; /* the next ticket to give; PW_SHUT: none is given */
    alignas(PW_CACHE_LINE) _Atomic uint64_t tail; /* the owner's next ticket */
    _Atomic uint32_t cpu; /* where the owner was last seen; with tail, as both are read together */
    alignas(PW_CACHE_LINE) unsigned char *cells;
    size_t stride, payload;
    uint64_t capacity; /* a power of two */
} pw_queue;

#define PW_SHUT (UINT64_C(1) << 63)

static inline uint64_t pw_turn(uint64_t ticket, pw_phase phase) { return ticket << 3 | phase; }
static inline uint64_t pw_turn_ticket(uint64_t turn) { return turn >> 3; }
static inline pw_phase pw_turn_phase(uint64_t turn) { return (pw_phase)(turn & 7); }

static inline pw_cell *pw_queue_cell(const pw_queue *queue, uint64_t ticket) {
    return (pw_cell *)(void *)(queue->cells + (ticket & (queue->capacity - 1)) * queue->stride);
}
static inline void *pw_cell_payload(pw_cell *cell) { return cell + 1; }

/* -ENOMEM. Shut at first. */
int pw_queue_init(pw_queue *queue, size_t capacity, size_t payload);
void pw_queue_destroy(pw_queue *queue);

/* ---- any thread ---- */

/* Takes `count` tickets in a row, at most the capacity. -EAGAIN: no room. -ESHUTDOWN: shut. */
static inline int pw_queue_reserve(pw_queue *queue, uint64_t count, uint64_t *ticket) {
    uint64_t head = atomic_load_explicit(&queue->head, memory_order_relaxed);
    for (;;) {
        if (head & PW_SHUT) return -ESHUTDOWN;
        /* The owner frees cells in order: when the last one is free, all before it are. */
        uint64_t last = head + count - 1;
        uint64_t turn = atomic_load(&pw_queue_cell(queue, last)->turn);
        if (turn == pw_turn(last, PW_FREE)) {
            if (atomic_compare_exchange_weak(&queue->head, &head, head + count)) break;
            continue;
        }
        uint64_t now = atomic_load(&queue->head);
        if (now == head) return -EAGAIN;
        head = now;
    }
    *ticket = head;
    return 0;
}

/* Hands a filled cell to the owner. */
static inline void pw_queue_publish(pw_cell *cell, uint64_t ticket, pw_phase phase) {
    atomic_store_explicit(&cell->turn, pw_turn(ticket, phase), memory_order_release);
}

/* The caller of `ticket` wants to go. 0: it may, `*phase` (LEFT or REVOKED) is what becomes of the job. -EBUSY: its
 * reply is being written, or is there. */
int pw_queue_leave(pw_cell *cell, uint64_t ticket, bool revoke, pw_phase *phase);

/* Its caller's memory is not written to any more. */
static inline bool pw_queue_replied(const pw_cell *cell, uint64_t ticket) {
    return pw_turn_ticket(atomic_load_explicit(&cell->turn, memory_order_acquire)) != ticket;
}

/* Queued or running. For a moment it may be more than the capacity: a freed cell can be taken again before the tail has
 * moved, and the head is read later than the tail. */
uint64_t pw_queue_depth(const pw_queue *queue);
uint64_t pw_queue_submitted(const pw_queue *queue);
bool pw_queue_is_shut(const pw_queue *queue);

void pw_queue_open(pw_queue *queue);
void pw_queue_shut(pw_queue *queue); /* once it returns, nobody gets a ticket any more */

/* ---- owner ---- */

/* The next job, once it is published; NULL: none. */
static inline pw_cell *pw_queue_next(const pw_queue *queue) {
    uint64_t tail = atomic_load_explicit(&queue->tail, memory_order_relaxed);
    pw_cell *cell = pw_queue_cell(queue, tail);
    uint64_t turn = atomic_load(&cell->turn);
    return pw_turn_ticket(turn) == tail && pw_turn_phase(turn) != PW_FREE ? cell : NULL;
}

/* No ticket was given that has not been released. */
static inline bool pw_queue_empty(const pw_queue *queue) {
    return (atomic_load(&queue->head) & ~PW_SHUT) == atomic_load_explicit(&queue->tail, memory_order_relaxed);
}

/* Shut, and empty. */
static inline bool pw_queue_finished(const pw_queue *queue) {
    return atomic_load(&queue->head) == (atomic_load_explicit(&queue->tail, memory_order_relaxed) | PW_SHUT);
}

bool pw_queue_begin_revocable(pw_cell *cell);

/* Is this job to run? REVOKED ones are not, and from here on this one cannot be. */
static inline bool pw_queue_begin(pw_cell *cell) {
    return !(cell->flags & PINWORKER_REVOKE) || pw_queue_begin_revocable(cell);
}

/* Does its caller wait? If so it is REPLYING, and its memory may be written until it is told. */
bool pw_queue_reply(pw_cell *cell);

/* The cell of the next job is free for the next lap. It is so before the depth says it. */
static inline void pw_queue_release(pw_queue *queue, pw_cell *cell) {
    uint64_t tail = atomic_load_explicit(&queue->tail, memory_order_relaxed);
    atomic_store_explicit(&cell->turn, pw_turn(tail + queue->capacity, PW_FREE), memory_order_release);
    atomic_store_explicit(&queue->tail, tail + 1, memory_order_release);
}

#endif
