#include "waiting.h"

#define MICROSECOND INT64_C(1000)
#define MILLISECOND (1000 * MICROSECOND)

enum {
    YIELDS = 2,
    LOOKS = 16,          /* between two readings of the clock */
    MISSES = 4,          /* in a row, until watching is left alone */
    LONGEST_SKIP_LOG = 6 /* and for at most 64 waits */
};

/* Bounds of what is believed about the cost of a wake-up; the first guess is a virtual machine's. */
static const int64_t wake_least = 2 * MICROSECOND, wake_guess = 40 * MICROSECOND, wake_most = 80 * MICROSECOND;

/* A CPU that was given up comes back in microseconds if it was for the other side, and after a time slice if it was for
 * a stranger. Two of those close together, a tenth of the time or more: this is no CPU to give up. It is tried again
 * soon, as a hundred threads that all begin look like strangers, too; then more and more seldom, as each try costs a
 * time slice. */
static const int64_t slice = MILLISECOND, close_together = 20 * MILLISECOND;
static const int64_t pause_for_loss = 8, longest_pause = 4000 * MILLISECOND;

#define LOAD(field) atomic_load_explicit(&(field), memory_order_relaxed)
#define STORE(field, value) atomic_store_explicit(&(field), (value), memory_order_relaxed)

void pw_waiting_init(pw_waiting *waiting, pinworker_wait_policy policy, bool may_watch, pw_yielding *yielding) {
    waiting->policy = policy;
    waiting->may_watch = may_watch;
    atomic_init(&waiting->wake_ns, wake_guess);
    waiting->yielding = yielding;
}

void pw_waiting_woke(pw_waiting *waiting, int64_t ns) {
    if (ns < wake_least) ns = wake_least;
    if (ns > wake_most) ns = wake_most;
    int64_t known = LOAD(waiting->wake_ns);
    STORE(waiting->wake_ns, known + (ns - known) / 8);
}

/* ---- watching ---- */

static bool watching_pays(pw_habit *habit) {
    uint32_t skip = LOAD(habit->skip);
    if (skip == 0) return true;
    STORE(habit->skip, skip - 1);
    return false;
}

static void watching_paid(pw_habit *habit) {
    if (LOAD(habit->misses)) STORE(habit->misses, 0);
    if (LOAD(habit->skip)) STORE(habit->skip, 0);
}

static void watching_failed(pw_habit *habit) {
    uint32_t misses = LOAD(habit->misses) + 1;
    if (misses > MISSES + LONGEST_SKIP_LOG) misses = MISSES + LONGEST_SKIP_LOG;
    STORE(habit->misses, misses);
    if (misses > MISSES) STORE(habit->skip, UINT32_C(1) << (misses - MISSES));
}

static bool look_until(const pw_sight *sight, int64_t deadline) {
    do {
        for (int i = 0; i < LOOKS; i++) {
            if (sight->there(sight->what)) return true;
            pw_pause();
        }
    } while (pinworker_now() < deadline);
    return sight->there(sight->what);
}

static bool look(pw_waiting *waiting, const pw_sight *sight) {
    return look_until(sight, pinworker_now() + LOAD(waiting->wake_ns));
}

static bool look_if_it_pays(pw_waiting *waiting, const pw_sight *sight, bool *looked) {
    *looked = watching_pays(sight->habit);
    if (!*looked) return false;
    bool there = look(waiting, sight);
    if (there)
        watching_paid(sight->habit);
    else
        watching_failed(sight->habit);
    return there;
}

/* ---- giving the CPU up ---- */

/* How long nobody had the CPU who waits for these workers: what others of them did meanwhile is no loss. */
static int64_t lost_since(pw_yielding *yielding, int64_t before, int64_t now) {
    _Atomic int64_t *seen = &yielding->seen[pw_cpu() % PW_CPUS_SEEN].at;
    int64_t last = LOAD(*seen);
    STORE(*seen, now);
    return now - (last > before ? last : before);
}

/* Those who gave the CPU up before the last loss was noticed have learned nothing new. */
static void was_lost(pw_yielding *yielding, int64_t lost, int64_t since, int64_t now) {
    int64_t before = LOAD(yielding->lost_at), pause = LOAD(yielding->pause), least = lost * pause_for_loss;
    if (since < before) return;
    STORE(yielding->lost_at, now);
    if (pause == 0 && now - before > close_together) return;
    pause = pause * 4 > least ? pause * 4 : least;
    if (pause > longest_pause) pause = longest_pause;
    STORE(yielding->pause, pause);
    STORE(yielding->not_until, now + pause);
}

/* A pause that was served in full is forgiven. */
static void was_not_lost(pw_yielding *yielding, int64_t now) {
    int64_t pause = LOAD(yielding->pause);
    if (pause != 0 && now - LOAD(yielding->lost_at) > 3 * pause) STORE(yielding->pause, 0);
}

static bool yield(pw_yielding *yielding, const pw_sight *sight) {
    int64_t before = pinworker_now();
    if (before < LOAD(yielding->not_until)) return false;
    for (int i = 0; i < YIELDS; i++) {
        sched_yield();
        int64_t now = pinworker_now(), lost = lost_since(yielding, before, now);
        if (lost > slice)
            was_lost(yielding, lost, before, now);
        else
            was_not_lost(yielding, now);
        if (sight->there(sight->what)) return true;
        if (lost > slice) return false;
        before = now;
    }
    return false;
}

/* ---- policies ---- */

static bool elsewhere(const pw_sight *sight) {
    return atomic_load_explicit(sight->cpu, memory_order_relaxed) != pw_cpu();
}

static bool watch_auto(pw_waiting *waiting, const pw_sight *sight) {
    bool looked = false;
    if (waiting->may_watch && sight->alone && elsewhere(sight) && look_if_it_pays(waiting, sight, &looked)) return true;
    if (looked) return false;
    if (yield(waiting->yielding, sight)) return true;
    /* It may have got a CPU of its own meanwhile. */
    return waiting->may_watch && sight->alone && elsewhere(sight) && look_if_it_pays(waiting, sight, &looked);
}

static bool watch_always(pw_waiting *waiting, const pw_sight *sight) {
    if (look(waiting, sight)) return true;
    if (!elsewhere(sight)) sched_yield();
    return sight->there(sight->what);
}

bool pw_waiting_watch(pw_waiting *waiting, const pw_sight *sight) {
    if (sight->there(sight->what)) return true;
    switch (waiting->policy) {
    case PINWORKER_PARK: return false;
    case PINWORKER_SPIN: return look(waiting, sight);
    case PINWORKER_POLL: return watch_always(waiting, sight);
    case PINWORKER_AUTO: break;
    }
    return watch_auto(waiting, sight);
}
