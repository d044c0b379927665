#include "futex.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Where long has 32 bits, what SYS_futex takes has them as well, whatever time_t is. */
#ifdef SYS_futex_time64
typedef struct pw_timespec {
    int64_t tv_sec, tv_nsec;
} pw_timespec;
enum { WAIT = SYS_futex_time64 };
#else
typedef struct timespec pw_timespec;
enum { WAIT = SYS_futex };
#endif

int pw_futex_wait_bits(_Atomic uint32_t *word, uint32_t expected, int64_t deadline, uint32_t bits) {
    pw_timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    long status =
        syscall(WAIT, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected, deadline > 0 ? &until : NULL, NULL, bits);
    return status < 0 && errno == ETIMEDOUT ? -ETIMEDOUT : 0;
}

static int wake(_Atomic uint32_t *word, int count, uint32_t bits) {
    long woken = syscall(SYS_futex, word, FUTEX_WAKE_BITSET | FUTEX_PRIVATE_FLAG, count, NULL, NULL, bits);
    return woken < 0 ? 0 : (int)woken;
}

int pw_futex_wait(_Atomic uint32_t *word, uint32_t expected, int64_t deadline) {
    return pw_futex_wait_bits(word, expected, deadline, FUTEX_BITSET_MATCH_ANY);
}

int pw_futex_wake(_Atomic uint32_t *word, int count) { return wake(word, count, FUTEX_BITSET_MATCH_ANY); }

int pw_futex_wake_bits(_Atomic uint32_t *word, uint32_t bits) { return wake(word, INT_MAX, bits); }
