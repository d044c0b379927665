#include "queue.h"

#include <errno.h>
#include <stdlib.h>

int pw_queue_init(pw_queue *queue, size_t capacity, size_t payload) {
    queue->payload = payload;
    queue->stride = sizeof(pw_cell) + (payload + PW_CACHE_LINE - 1) / PW_CACHE_LINE * PW_CACHE_LINE;
    queue->capacity = capacity;
    queue->cells = capacity <= SIZE_MAX / queue->stride ? aligned_alloc(PW_CACHE_LINE, capacity * queue->stride) : NULL;
    if (!queue->cells) return -ENOMEM;
    for (uint64_t ticket = 0; ticket < capacity; ticket++) {
        atomic_init(&pw_queue_cell(queue, ticket)->turn, pw_turn(ticket, PW_FREE));
    }
    atomic_init(&queue->head, PW_SHUT);
    atomic_init(&queue->tail, 0);
    atomic_init(&queue->cpu, 0);
    return 0;
}

void pw_queue_destroy(pw_queue *queue) { free(queue->cells); }

int pw_queue_leave(pw_cell *cell, uint64_t ticket, bool revoke, pw_phase *phase) {
    uint64_t turn = pw_turn(ticket, PW_WAITED);
    *phase = revoke ? PW_REVOKED : PW_LEFT;
    if (atomic_compare_exchange_strong(&cell->turn, &turn, pw_turn(ticket, *phase))) return 0;
    *phase = PW_LEFT;
    if (turn == pw_turn(ticket, PW_STARTED) &&
        atomic_compare_exchange_strong(&cell->turn, &turn, pw_turn(ticket, PW_LEFT)))
        return 0;
    return -EBUSY;
}

bool pw_queue_begin_revocable(pw_cell *cell) {
    uint64_t turn = atomic_load_explicit(&cell->turn, memory_order_relaxed);
    if (pw_turn_phase(turn) == PW_WAITED) {
        atomic_compare_exchange_strong(&cell->turn, &turn, pw_turn(pw_turn_ticket(turn), PW_STARTED));
    }
    return pw_turn_phase(turn) != PW_REVOKED;
}

bool pw_queue_reply(pw_cell *cell) {
    uint64_t turn = atomic_load_explicit(&cell->turn, memory_order_relaxed);
    while (pw_turn_phase(turn) == PW_WAITED || pw_turn_phase(turn) == PW_STARTED) {
        if (atomic_compare_exchange_strong(&cell->turn, &turn, pw_turn(pw_turn_ticket(turn), PW_REPLYING))) return true;
    }
    return false;
}

uint64_t pw_queue_submitted(const pw_queue *queue) { return atomic_load(&queue->head) & ~PW_SHUT; }

uint64_t pw_queue_depth(const pw_queue *queue) {
    /* In this order: the tail never passes a head that is read later. */
    uint64_t tail = atomic_load(&queue->tail);
    return pw_queue_submitted(queue) - tail;
}

bool pw_queue_is_shut(const pw_queue *queue) { return (atomic_load(&queue->head) & PW_SHUT) != 0; }

void pw_queue_open(pw_queue *queue) { atomic_fetch_and(&queue->head, ~PW_SHUT); }
void pw_queue_shut(pw_queue *queue) { atomic_fetch_or(&queue->head, PW_SHUT); }
