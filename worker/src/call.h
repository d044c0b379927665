/* call.h: a caller that waits for its jobs. */
#ifndef PINWORKER_CALL_H
#define PINWORKER_CALL_H

#include "worker.h"

/* On the caller's stack. One for all jobs of a batch: only the last one has it as its `internal`, and so only its
 * answer is told; as the owner answers in order, all others are there by then. The owner's last access to it is the
 * change of `state` to PW_TOLD; after that it only passes the address to FUTEX_WAKE, which reads nothing there. Should
 * the address be another thread's futex by then, that is woken for nothing, which every user of a futex has to expect.
 */
typedef struct pw_caller {
    _Atomic uint32_t state;
} pw_caller;

enum { PW_ASLEEP = 1, PW_POKED = 2, PW_TOLD = 4 };

/* Owner: the last of its jobs has been answered. */
void pw_caller_tell(pw_caller *caller);

/* Waits for all `count` jobs that begin at `ticket`, or leaves; the fate and result of each say which. Afterwards
 * nobody writes to the jobs. */
void pw_caller_wait(pinworker *worker, pw_caller *caller, pinworker_job *jobs, uint64_t ticket, uint32_t count,
                    const pinworker_until *until);

/* May these jobs be sent? -ECHILD, -EINVAL, -EMSGSIZE, -ECANCELED. `leaves`: their caller may leave early. */
int pw_submit_check(const pinworker *worker, const pinworker_job *jobs, size_t count, bool leaves,
                    const pinworker_until *until);

/* Queues jobs that were checked, at most half of what the queue holds; waits for room if need be. `caller`: NULL for
 * posts. 0 and the ticket of the first, or an error of pinworker_call; then none is queued. */
int pw_submit(pinworker *worker, pinworker_job *jobs, uint64_t count, pw_caller *caller, const pinworker_until *until,
              uint64_t *ticket);

#endif
