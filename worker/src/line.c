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

/* Those that were called and have not come yet count as well, so that never more are called than there is room for.
 * `self` calls, and need not be woken. Gives the bits of those who have to be. */
static uint32_t call(pw_line *line, const pw_queue *queue, const pw_place *self) {
    bool all = pw_queue_is_shut(queue);
    uint64_t room = room_in(queue);
    uint32_t bits = 0;
    for (pw_place *place = line->first; place && (all || place->count <= room); place = place->next) {
        room -= all ? 0 : place->count;
        if (set_called(line, place, true) && place != self) bits |= place->bit;
    }
    return bits;
}

static void append(pw_line *line, pw_place *place) {
    place->next = NULL;
    place->previous = line->last;
    if (place->previous)
        place->previous->next = place;
    else
        line->first = place;
    line->last = place;
    place->bit = UINT32_C(1) << line->entered++ % 32;
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

/* Sleepers of whom nobody looks: the bit of the one who shall. Who is called will go to sleep again, or come by here.
 */
static uint32_t unwatched(const pw_line *line) {
    const pw_place *first = line->first;
    return first && !atomic_load(&first->called) && !atomic_load(&line->looker) ? first->bit : 0;
}

static bool looks(pw_line *line, pw_place *place) {
    pw_place *looker = NULL;
    return atomic_compare_exchange_strong(&line->looker, &looker, place) || looker == place;
}

static void unlock_and_wake(pw_line *line, uint32_t bits) {
    if (bits != 0) atomic_fetch_add(&line->word, 1);
    pthread_mutex_unlock(&line->lock);
    if (bits != 0) pw_futex_wake_bits(&line->word, bits);
}

/* ---- submitters and the owner ---- */

/* Not for the first place that is free again: who takes those one by one, right behind the owner, waits for each. */
void pw_line_enter(pw_line *line, const pw_queue *queue, pw_place *place) {
    pthread_mutex_lock(&line->lock);
    append(line, place);
    bool worth_it = pw_queue_is_shut(queue) || room_in(queue) >= queue->capacity / 2;
    unlock_and_wake(line, worth_it ? call(line, queue, place) : 0);
}

/* Under the lock, so that nobody has to wait for it with a ticket in hand: the owner would wait as well. */
int pw_line_take(pw_line *line, pw_queue *queue, pw_place *place, uint64_t *ticket) {
    uint32_t bits;
    pthread_mutex_lock(&line->lock);
    int status = pw_queue_reserve(queue, place->count, ticket);
    if (status == -EAGAIN) {
        set_called(line, place, false);
        bits = call(line, queue, place);
    } else {
        take_out(line, place);
        bits = unwatched(line);
    }
    unlock_and_wake(line, bits);
    return status;
}

void pw_line_quit(pw_line *line, const pw_queue *queue, pw_place *place) {
    pthread_mutex_lock(&line->lock);
    take_out(line, place);
    uint32_t bits = call(line, queue, NULL); /* those behind may fit */
    unlock_and_wake(line, bits | unwatched(line));
}

static void look(pw_line *line, const pw_queue *queue, const pw_place *self) {
    pthread_mutex_lock(&line->lock);
    unlock_and_wake(line, call(line, queue, self));
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
    int error = pw_futex_wait_bits(&line->word, word, first ? look_at : deadline, place->bit);
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
