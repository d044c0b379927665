#include "parking.h"

#include "futex.h"
#include "waiting.h"

enum { PATIENCE = 64 }; /* looks at a cell that is being filled, before napping */
static const int64_t nap = 50000;

void pw_parking_send_wake_up(pw_parking *parking) {
    if (!atomic_exchange(&parking->parked, 0)) return;
    /* An owner that was only about to sleep may miss these two: it takes nothing from before it parked. */
    atomic_store_explicit(&parking->waker, pw_cpu(), memory_order_relaxed);
    atomic_store_explicit(&parking->woken_at, pinworker_now(), memory_order_relaxed);
    pw_futex_wake(&parking->parked, 1);
}

static bool published(const pw_queue *queue) {
    for (int i = 0; i < PATIENCE; i++) {
        if (pw_queue_next(queue)) return true;
        pw_pause();
    }
    return false;
}

void pw_parking_park(pw_parking *parking, const pw_queue *queue) {
    atomic_store(&parking->parked, 1);
    while (atomic_load(&parking->parked) && !pw_queue_finished(queue)) {
        bool taken = !pw_queue_empty(queue);
        if (taken && published(queue)) break;
        pw_futex_wait(&parking->parked, 1, taken ? pinworker_in(nap) : 0);
    }
    atomic_store(&parking->parked, 0);
}
