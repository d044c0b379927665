#include "line.h"

#include <time.h>

#include "futex.h"

static const int64_t look_every = 4000000, look_least = 100000;

/* The kernel's tick: cheaper than the time. */
static int64_t tick(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void pw_line_init(pw_line *line) {
    pthread_mutex_init(&line->lock, NULL);
    atomic_init(&line->looker, NULL);
}

void pw_line_destroy(pw_line *line) { pthread_mutex_destroy(&line->lock); }

/* ---- under the lock ---- */

static uint64_t room_in(const pw_queue *queue) {
    uint64_t depth = pw_queue_depth(queue);
    return depth < queue->capacity ? queue->capacity - depth : 0;
}

static bool set_called(pw_line *line, pw_place *place, bool called) {
    if (atomic_exchange(&place->called, called) == called) return false;
    atomic_fetch_add(&line->uncalled, called ? UINT32_MAX : 1);
    return true;
}

/* Who is to be woken once the lock is given up. */
typedef struct pw_wake_ups {
    uint32_t words; /* a bit for each of those that follow */
    uint32_t bits[PW_LINE_WORDS];
} pw_wake_ups;

static void add(pw_wake_ups *wake_ups, const pw_place *place) {
    uint32_t word = UINT32_C(1) << place->word;
    wake_ups->bits[place->word] = place->bit | (wake_ups->words & word ? wake_ups->bits[place->word] : 0);
    wake_ups->words |= word;
}

/* Those that were called and have not come yet count as well, so that never more are called than there is room for.
 * `self` calls, and need not be woken. */
static void call(pw_line *line, const pw_queue *queue, const pw_place *self, pw_wake_ups *wake_ups) {
    bool all = pw_queue_is_shut(queue);
    uint64_t room = room_in(queue);
    for (pw_place *place = line->first; place && (all || place->count <= room); place = place->next) {
        room -= all ? 0 : place->count;
        if (set_called(line, place, true) && place != self) add(wake_ups, place);
    }
}

static void append(pw_line *line, pw_place *place) {
    place->next = NULL;
    place->previous = line->last;
    if (place->previous)
        place->previous->next = place;
    else
        line->first = place;
    line->last = place;
    atomic_fetch_add(&line->wanted, place->count);
    atomic_fetch_add(&line->uncalled, 1);
}

static void take_out(pw_line *line, pw_place *place) {
    pw_place *next = place->next, *previous = place->previous;
    if (next)
        next->previous = previous;
    else
        line->last = previous;
    if (previous)
        previous->next = next;
    else
        line->first = next;
    atomic_fetch_sub(&line->wanted, place->count);
    set_called(line, place, true);
    if (atomic_load(&line->looker) == place) atomic_store(&line->looker, NULL);
}

/* Sleepers of whom nobody looks: the first one shall. Who is called will go to sleep again, or come by here. */
static void wake_one_that_looks(const pw_line *line, pw_wake_ups *wake_ups) {
    const pw_place *first = line->first;
    if (first && !atomic_load(&first->called) && !atomic_load(&line->looker)) add(wake_ups, first);
}

static bool looks(pw_line *line, pw_place *place) {
    pw_place *looker = NULL;
    return atomic_compare_exchange_strong(&line->looker, &looker, place) || looker == place;
}

static int next_word(uint32_t *words) {
    int word = __builtin_ctz(*words);
    *words &= *words - 1;
    return word;
}

static void unlock_and_wake(pw_line *line, const pw_wake_ups *wake_ups) {
    for (uint32_t words = wake_ups->words; words != 0;) atomic_fetch_add(&line->word[next_word(&words)], 1);
    pthread_mutex_unlock(&line->lock);
    for (uint32_t words = wake_ups->words; words != 0;) {
        int word = next_word(&words);
        pw_futex_wake_bits(&line->word[word], wake_ups->bits[word]);
    }
}

/* ---- submitters and the owner ---- */

/* Not for the first place that is free again: who takes those one by one, right behind the owner, waits for each. */
void pw_line_enter(pw_line *line, const pw_queue *queue, pw_place *place) {
    pw_wake_ups wake_ups = {.words = 0};
    pthread_mutex_lock(&line->lock);
    append(line, place);
    if (pw_queue_is_shut(queue) || room_in(queue) >= queue->capacity / 2) call(line, queue, place, &wake_ups);
    unlock_and_wake(line, &wake_ups);
}

/* Under the lock, so that nobody has to wait for it with a ticket in hand: the owner would wait as well. */
int pw_line_take(pw_line *line, pw_queue *queue, pw_place *place, uint64_t *ticket) {
    pw_wake_ups wake_ups = {.words = 0};
    pthread_mutex_lock(&line->lock);
    int status = pw_queue_reserve(queue, place->count, ticket);
    if (status == -EAGAIN) {
        set_called(line, place, false);
        call(line, queue, place, &wake_ups);
    } else {
        take_out(line, place);
        wake_one_that_looks(line, &wake_ups);
    }
    unlock_and_wake(line, &wake_ups);
    return status;
}

void pw_line_quit(pw_line *line, const pw_queue *queue, pw_place *place) {
    pw_wake_ups wake_ups = {.words = 0};
    pthread_mutex_lock(&line->lock);
    take_out(line, place);
    call(line, queue, NULL, &wake_ups); /* those behind may fit */
    wake_one_that_looks(line, &wake_ups);
    unlock_and_wake(line, &wake_ups);
}

static void look(pw_line *line, const pw_queue *queue, const pw_place *self) {
    pw_wake_ups wake_ups = {.words = 0};
    pthread_mutex_lock(&line->lock);
    call(line, queue, self, &wake_ups);
    unlock_and_wake(line, &wake_ups);
}

/* When to look for room without being called; 0: not at all. */
static int64_t next_look(bool looks, int64_t deadline) {
    if (!looks && deadline == 0) return 0;
    int64_t now = pinworker_now(), look_in = deadline > 0 ? (deadline - now) / 2 : look_every;
    if (look_in < look_least) look_in = look_least;
    return now + (looks && look_in > look_every ? look_every : look_in);
}

void pw_line_sleep(pw_line *line, const pw_queue *queue, pw_place *place, uint32_t word, int64_t deadline) {
    int64_t look_at = next_look(looks(line, place), deadline);
    bool first = look_at > 0 && (deadline == 0 || look_at < deadline);
    int error = pw_futex_wait_bits(&line->word[place->word], word, first ? look_at : deadline, place->bit);
    if (error == -ETIMEDOUT && first) look(line, queue, place);
}

void pw_line_poke(_Atomic uint32_t *word) { atomic_fetch_add(word, 1); }

void pw_line_call(pw_line *line, const pw_queue *queue) { look(line, queue, NULL); }

void pw_line_call_in_time(pw_line *line, const pw_queue *queue) {
    int64_t now = tick();
    if (now == line->called_at && line->freed < queue->capacity / 2) return;
    line->called_at = now;
    line->freed = 0;
    pw_line_call(line, queue);
}
