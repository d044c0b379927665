/* When giving the CPU up is left alone: with a clock and a scheduler of this test's own (see CMakeLists.txt). */
#include "check.h"
#include "waiting.h"

static int64_t now;
static int strangers; /* so many of the next yields are for a time slice */
static int64_t slice = 3 * MS;
static int others;            /* so many threads give the CPU up while this one has */
static int busy_others;       /* so many threads work for half a slice each and wait, while this one has given it up */
static pw_waiting *of_others; /* what they wait for */
static int yields;
static _Atomic uint32_t here;

int64_t __wrap_pinworker_now(void);
int64_t __wrap_pinworker_now(void) { return now; }

static bool never(const void *what) { return what != NULL; }

/* One wait; how often it gave the CPU up. */
static int wait_once(pw_waiting *waiting) {
    pw_sight sight = {.there = never, .cpu = &here, .alone = true, .habit = &waiting->callers};
    int before = yields;
    atomic_store(&here, pw_cpu());
    CHECK(!pw_waiting_watch(waiting, &sight));
    return yields - before;
}

int __wrap_sched_yield(void);
int __wrap_sched_yield(void) {
    yields++;
    if (others > 0) {
        others--;
        wait_once(of_others); /* which comes back before this one does */
        return 0;
    }
    if (busy_others > 0) {
        int count = busy_others;
        busy_others = 0;
        for (int i = 0; i < count; i++) {
            now += MS / 2;
            wait_once(of_others);
        }
        return 0;
    }
    now += strangers > 0 ? slice : 2000;
    if (strangers > 0) strangers--;
    return 0;
}

static void init(pw_waiting *waiting, pw_yielding *yielding) {
    memset(waiting, 0, sizeof *waiting);
    pw_waiting_init(waiting, PINWORKER_AUTO, false, yielding);
    now = 1000 * SECOND;
}

/* A slice of a stranger within each of two waits: two events, close together. */
static void meet_strangers(pw_waiting *waiting) {
    strangers = 2;
    CHECK_INT(wait_once(waiting), 1); /* after a slow one it sleeps */
    CHECK_INT(wait_once(waiting), 1);
    CHECK_INT(strangers, 0);
}

static void fast_ones_go_on(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    for (int i = 0; i < 1000; i++) CHECK_INT(wait_once(&waiting), 2);
}

static void one_slice_is_nothing(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    for (int i = 0; i < 100; i++) {
        strangers = 1;
        CHECK_INT(wait_once(&waiting), 1);
        CHECK_INT(wait_once(&waiting), 2);
        now += 100 * MS;
    }
}

/* How long the waiting does without. */
static int64_t pause_of(pw_waiting *waiting) {
    int64_t before = now;
    while (wait_once(waiting) == 0) now += MS;
    return now - before;
}

static void two_are_a_pause_that_grows(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    meet_strangers(&waiting);
    int64_t last = pause_of(&waiting);
    CHECK(last >= 8 * slice); /* what the try at its end costs is little of it */
    for (int i = 0; i < 10; i++) {
        strangers = 1;
        wait_once(&waiting); /* one is enough now */
        int64_t next = pause_of(&waiting);
        CHECK(next > last || next > SECOND);
        CHECK(next < 10 * SECOND);
        last = next;
    }
}

static void longer_slices_are_a_longer_pause(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    slice = 10 * MS;
    meet_strangers(&waiting);
    CHECK(pause_of(&waiting) >= 8 * slice);
    slice = 3 * MS;
}

static void good_times_are_believed(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    meet_strangers(&waiting);
    now += SECOND;
    CHECK_INT(wait_once(&waiting), 2);
    strangers = 1;
    CHECK_INT(wait_once(&waiting), 1);
    CHECK_INT(wait_once(&waiting), 2); /* it takes two again */
}

static void all_threads_of_a_slice_count_once(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    of_others = &waiting;
    others = 50;
    strangers = 1;
    wait_once(&waiting);
    CHECK_INT(others, 0);
    CHECK_INT(strangers, 0);
    CHECK_INT(wait_once(&waiting), 2);
}

/* A hundred clients that all begin. */
static void busy_others_are_no_strangers(void) {
    pw_waiting waiting;
    init(&waiting, &(pw_yielding){0});
    of_others = &waiting;
    for (int i = 0; i < 3; i++) {
        busy_others = 10;
        CHECK_INT(wait_once(&waiting), 22);
    }
    CHECK_INT(wait_once(&waiting), 2);
}

static void a_pool_learns_together(void) {
    pw_yielding pool;
    pw_waiting first, second, stranger;
    memset(&pool, 0, sizeof pool);
    init(&first, &pool);
    init(&second, &pool);
    init(&stranger, &(pw_yielding){0});
    meet_strangers(&first);
    CHECK_INT(wait_once(&second), 0);
    CHECK_INT(wait_once(&stranger), 2);
}

/* What is known is known of a CPU. */
static void stay_on_this_cpu(void) {
    cpu_set_t here_only;
    CPU_ZERO(&here_only);
    CPU_SET((size_t)sched_getcpu(), &here_only);
    CHECK_INT(sched_setaffinity(0, sizeof here_only, &here_only), 0);
}

int main(void) {
    stay_on_this_cpu();
    fast_ones_go_on();
    one_slice_is_nothing();
    two_are_a_pause_that_grows();
    longer_slices_are_a_longer_pause();
    good_times_are_believed();
    all_threads_of_a_slice_count_once();
    busy_others_are_no_strangers();
    a_pool_learns_together();
    return 0;
}
