// Balanced all of them: where the copy is kept, how errors leave, what macros make of it.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

static cpu_set_t one;
int work(int n);
int work(int n) { return n > 3; }

struct thr {
    cpu_set_t saved;
    int pinned;
};

void on_heap(int n) {
    struct thr *t = malloc(sizeof *t);
    sched_getaffinity(0, sizeof t->saved, &t->saved);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back on every way out"
    work(n);
    sched_setaffinity(0, sizeof t->saved, &t->saved);
    free(t);
}

// Copies of the copy.
void on_memcpy(int n) {
    cpu_set_t cur, old;
    sched_getaffinity(0, sizeof cur, &cur);
    memcpy(&old, &cur, sizeof old);
    CPU_CLR(n, &cur);
    sched_setaffinity(0, sizeof cur, &cur); // want pin-in-handler:warning "put back on every way out"
    work(n);
    sched_setaffinity(0, sizeof old, &old);
}

void on_copy(int n) {
    cpu_set_t cur, old;
    sched_getaffinity(0, sizeof cur, &cur);
    old = cur;
    CPU_CLR(n, &cur);
    sched_setaffinity(0, sizeof cur, &cur); // want pin-in-handler:warning "put back on every way out"
    work(n);
    sched_setaffinity(0, sizeof old, &old);
}

void on_derived(int n) {
    cpu_set_t old, set;
    pthread_getaffinity_np(pthread_self(), sizeof old, &old);
    set = old;
    CPU_CLR(n, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set); // want pin-in-handler:warning "put back on every way out"
    work(n);
    pthread_setaffinity_np(pthread_self(), sizeof old, &old);
}

void on_alloc(int n) {
    cpu_set_t *old = CPU_ALLOC(1024), *set = CPU_ALLOC(1024);
    size_t size = CPU_ALLOC_SIZE(1024);
    if (!old || !set) goto out;
    if (sched_getaffinity(0, size, old) == -1) goto out;
    CPU_ZERO_S(size, set);
    CPU_SET_S(n, size, set);
    if (sched_setaffinity(0, size, set) == -1) goto out; // want pin-in-handler:warning "put back on every way out"
    work(n);
    sched_setaffinity(0, size, old);
out:
    CPU_FREE(old);
    CPU_FREE(set);
}

// One variable for the results of everything.
int on_rc(int n) {
    cpu_set_t old;
    int rc;
    rc = pthread_getaffinity_np(pthread_self(), sizeof old, &old);
    if (rc != 0) return rc;
    // want(+1) pin-in-handler:warning "put back on every way out"
    rc = pthread_setaffinity_np(pthread_self(), sizeof one,
                                &one);
    if (rc != 0) return rc;
    rc = work(n);
    if (rc != 0) goto restore;
    rc = work(n + 1);
restore:
    pthread_setaffinity_np(pthread_self(), sizeof old, &old);
    return rc;
}

#define CHECK(x)                                                                                                       \
    do {                                                                                                               \
        if ((x) < 0) goto fail;                                                                                        \
    } while (0)
int on_macro(int n) {
    cpu_set_t old;
    int saved = 0;
    CHECK(sched_getaffinity(0, sizeof old, &old));
    saved = 1;
    CHECK(sched_setaffinity(0, sizeof one, &one)); // want pin-in-handler:warning "put back on every way out"
    CHECK(work(n));
    sched_setaffinity(0, sizeof old, &old);
    return 0;
fail:
    if (saved) sched_setaffinity(0, sizeof old, &old);
    return -1;
}

// Put back when the scope ends.
static void put_back(cpu_set_t *m) { sched_setaffinity(0, sizeof *m, m); }
int on_cleanup(int n) {
    __attribute__((cleanup(put_back))) cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back on every way out"
    if (work(n)) return 1;
    return 0;
}

// Tries again.
int on_retry(int n) {
    cpu_set_t old;
    while (sched_getaffinity(0, sizeof old, &old) != 0)
        if (work(n)) return -1;
    for (int i = 0; i < 3; i++)
        // want(+1) pin-in-handler:warning "put back on every way out"
        if (sched_setaffinity(0, sizeof one, &one) == 0)
            break;
    work(n);
    sched_setaffinity(0, sizeof old, &old);
    return 0;
}

// From CPU to CPU, then home.
void on_each_cpu(int n) {
    cpu_set_t old, set;
    sched_getaffinity(0, sizeof old, &old);
    for (int i = 0; i < n; i++) {
        CPU_ZERO(&set);
        CPU_SET(i, &set);
        // want(+1) pin-in-handler:warning "put back on every way out"
        if (sched_setaffinity(0, sizeof set, &set) < 0)
            continue;
        work(i);
    }
    sched_setaffinity(0, sizeof old, &old);
}
// A block of `do ... while (0)` runs once: what fails in it has not pinned before.
int on_block(int n) {
    cpu_set_t old;
    if (sched_getaffinity(0, sizeof old, &old)) return -1;
    do {
        // want(+1) pin-in-handler:warning "put back on every way out"
        if (sched_setaffinity(0, sizeof one, &one))
            return -2;
        if (work(n)) break;
        work(n + 1);
    } while (0);
    sched_setaffinity(0, sizeof old, &old);
    return 0;
}

// The memory that is copied is not the copy.
void on_wrong_copy(int n) {
    cpu_set_t cur, old;
    sched_getaffinity(0, sizeof cur, &cur);
    memcpy(&cur, &old, sizeof old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak:error "sets something else"
    work(n);
    sched_setaffinity(0, sizeof old, &old); // want pin-in-handler:error ""
}
