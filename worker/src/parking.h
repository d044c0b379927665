/* parking.h: how the owner sleeps while there is no job, and submitters while there is no room.
 *
 * Both are the same argument. The one that goes to sleep first says so (parked, room) and then looks once more at what
 * it waits for; the other one first makes that come true and then looks whether somebody sleeps. As all four are
 * sequentially consistent, at least one of them sees the other: nobody sleeps through its wake-up.
 *
 * What the owner looks at is the head, not the next cell. Taking a ticket is a locked instruction anyway, publishing
 * the cell then needs none. An owner that finds a ticket taken and its cell not filled yet, which is a matter of
 * nanoseconds unless the submitter lost its CPU right there, naps instead of sleeping. */
#ifndef PINWORKER_PARKING_H
#define PINWORKER_PARKING_H

#include "queue.h"

typedef struct pw_parking {
    alignas(PW_CACHE_LINE) _Atomic uint32_t parked; /* 1: the owner sleeps, or is about to */
    _Atomic uint32_t room;    /* odd: a submitter sleeps, or is about to; every change ends the sleep of all */
    _Atomic int64_t woken_at; /* when the owner was last sent a wake-up */
    _Atomic uint32_t waker;   /* and from which CPU */
} pw_parking;

void pw_parking_send_wake_up(pw_parking *parking);

/* After a publish or a shut: wakes the owner if it sleeps. Of several threads exactly one makes the system call. */
static inline void pw_parking_wake_owner(pw_parking *parking) {
    if (atomic_load(&parking->parked)) pw_parking_send_wake_up(parking);
}

/* Owner: sleeps until there may be a job, or the queue is finished. */
void pw_parking_park(pw_parking *parking, const pw_queue *queue);

void pw_parking_give_room(pw_parking *parking, const pw_queue *queue, uint32_t room);

/* Owner, after releasing a cell: wakes submitters once half of the queue is free, so that each wake-up is for many
 * jobs. May miss a submitter that is just about to sleep. */
static inline void pw_parking_make_room(pw_parking *parking, const pw_queue *queue) {
    uint32_t room = atomic_load_explicit(&parking->room, memory_order_relaxed);
    if (room & 1) pw_parking_give_room(parking, queue, room);
}

/* The same, and misses nobody: before the owner waits. */
static inline void pw_parking_make_room_surely(pw_parking *parking, const pw_queue *queue) {
    /* A write, even of nothing, is ordered with the submitter's: either it is seen here, or it sees the freed cells. */
    uint32_t room = atomic_fetch_or(&parking->room, 0);
    if (room & 1) pw_parking_give_room(parking, queue, room);
}

/* For room; as far as is known. */
static inline bool pw_parking_somebody_waits(pw_parking *parking) {
    return atomic_load_explicit(&parking->room, memory_order_relaxed) & 1;
}

/* Submitter: has the queue room for newcomers? While others sleep for room only once half of it is free, so that they
 * get their turn. */
static inline bool pw_parking_may_enter(pw_parking *parking, const pw_queue *queue) {
    return !pw_parking_somebody_waits(parking) || pw_queue_depth(queue) <= queue->capacity / 2;
}

/* Submitter: says that it is about to sleep for room. It looks for room again, then sleeps on parking.room while it is
 * what this returned. A wake-up is for one place, so whoever gets one looks for room before it gives up for another
 * reason. */
static inline uint32_t pw_parking_expect_room(pw_parking *parking) { return atomic_fetch_or(&parking->room, 1) | 1; }

/* Changes parking.room without saying anything about it. */
void pw_parking_poke_room(_Atomic uint32_t *room);

#endif
