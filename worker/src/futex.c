#include "futex.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int pw_futex_wait(_Atomic uint32_t *word, uint32_t expected, int64_t deadline) {
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    long status = syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected,
                          deadline > 0 ? &until : NULL, NULL, FUTEX_BITSET_MATCH_ANY);
    return status < 0 && errno == ETIMEDOUT ? -ETIMEDOUT : 0;
}

int pw_futex_wake(_Atomic uint32_t *word, int count) {
    long woken = syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0);
    return woken < 0 ? 0 : (int)woken;
}
