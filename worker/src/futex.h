/* futex.h: the futex operations that are used here. Private to the process. */
#ifndef PINWORKER_FUTEX_H
#define PINWORKER_FUTEX_H

#include <stdatomic.h>
#include <stdint.h>

/* Sleeps while *word is `expected`. 0: woken, or it was something else; spurious too. -ETIMEDOUT: `deadline` (0: none).
 * Another failure of the kernel is a wake-up: the caller looks again anyway, and then watches instead of sleeping. */
int pw_futex_wait(_Atomic uint32_t *word, uint32_t expected, int64_t deadline);

/* Wakes at most `count`; how many it was. The address may be of memory that is gone: nothing is read there. */
int pw_futex_wake(_Atomic uint32_t *word, int count);

/* The same for several on one word: who sleeps with these bits is woken for any of them, and by pw_futex_wake. */
int pw_futex_wait_bits(_Atomic uint32_t *word, uint32_t expected, int64_t deadline, uint32_t bits);
int pw_futex_wake_bits(_Atomic uint32_t *word, uint32_t bits);

#endif
