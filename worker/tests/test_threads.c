/* The seed's task 1: each pinned worker is exactly one thread, while it lives. Go keeps the threads of its pinned
 * goroutines for later; here they are gone with the worker. */
#include <sched.h>

#include "check.h"

enum { MOST = 16 };

static pinworker *workers[MOST];

/* A CPU that this process may use. */
static int some_cpu(void) {
    cpu_set_t set;
    CHECK_INT(sched_getaffinity(0, sizeof set, &set), 0);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &set)) return cpu;
    }
    return -1;
}

static void start_pinned(int count) {
    char cpu[16];
    snprintf(cpu, sizeof cpu, "%d", some_cpu());
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.placement.place = PINWORKER_CPUS;
    options.placement.cpus = cpu;
    for (int i = 0; i < count; i++) {
        pinworker_applied applied;
        workers[i] = start(&options);
        CHECK_INT(pinworker_placement_get(workers[i], &applied), 0);
        CHECK(strcmp(applied.cpus, cpu) == 0);
    }
}

static int answer(void *state, void *data) {
    (void)state;
    return *(int *)data + 1;
}

static void each_is_one_thread(int count) {
    int baseline = threads_at_rest();
    start_pinned(count);
    int during = thread_count();
    for (int job = 0; job < 100; job++)
        CHECK_INT(pinworker_run(workers[job % count], answer, &job, sizeof job), job + 1);
    int busy = thread_count();
    for (int i = 0; i < count; i++) {
        CHECK_INT(pinworker_close(workers[i], NULL, 0, NULL), 0);
        /* It has been joined; the kernel takes a moment more to forget it. */
        EVENTUALLY(thread_count() <= baseline + count - 1 - i);
    }
    int after = thread_count();
    for (int i = 0; i < count; i++) CHECK_INT(pinworker_free(workers[i]), 0);
    printf("%2d pinned: %d before, %d with them, %d after 100 jobs, %d once closed\n", count, baseline, during, busy,
           after);
    CHECK_INT(during, baseline + count);
    CHECK_INT(busy, baseline + count);
    CHECK_INT(after, baseline);
}

int main(void) {
    each_is_one_thread(1);
    each_is_one_thread(4);
    each_is_one_thread(MOST);
    return 0;
}
