/* parking.h: how the owner sleeps while there is no job.
 *
 * The one that goes to sleep first says so (parked) and then looks once more at what it waits for; the other one first
 * makes that come true and then looks whether somebody sleeps. As all four are sequentially consistent, at least one of
 * them sees the other: nobody sleeps through its wake-up.
 *
 * What the owner looks at is the head, not the next cell. Taking a ticket is a locked instruction anyway, publishing
 * the cell then needs none. An owner that finds a ticket taken and its cell not filled yet, which is a matter of
 * nanoseconds unless the submitter lost its CPU right there, naps instead of sleeping. */
#ifndef PINWORKER_PARKING_H
#define PINWORKER_PARKING_H

#include "queue.h"

typedef struct pw_parking {
    alignas(PW_CACHE_LINE) _Atomic uint32_t parked; /* 1: the owner sleeps, or is about to */
    _Atomic int64_t woken_at;                       /* when the owner was last sent a wake-up */
    _Atomic uint32_t waker;                         /* and from which CPU */
} pw_parking;

void pw_parking_send_wake_up(pw_parking *parking);

/* After a publish or a shut: wakes the owner if it sleeps. Of several threads exactly one makes the system call. */
static inline void pw_parking_wake_owner(pw_parking *parking) {
    if (atomic_load(&parking->parked)) pw_parking_send_wake_up(parking);
}

/* Owner: sleeps until there may be a job, or the queue is finished. */
void pw_parking_park(pw_parking *parking, const pw_queue *queue);

#endif
