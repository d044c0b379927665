/* line.h: submitters that wait for room in a full queue, first come, first served.
 *
 * Each has a place in the line, on its stack, and sleeps until it is called. Called are those from the front for whom
 * there is room, by the owner, and by whoever enters, quits, or looks. A newcomer takes room past the line only if
 * there is enough for all who stand in it: there often is, as the owner does not call for each single place. Between
 * that look and its taking the room others may do the same, so one that was called may find it gone; it keeps its
 * place.
 *
 * Entering adds to `uncalled` and then looks for room; the owner makes room and then looks at `wanted`. As both are
 * sequentially consistent, one of them sees the other.
 *
 * They sleep on words that count the calls, 32 in a row on each, so that one system call wakes as many as there is room
 * for, or nearly: the first of several that are woken one by one takes the CPU from the owner that wakes them. Who is
 * woken is told by a bit, its own as long as there are not more than PW_LINE_WORDS * 32. It is done after the lock is
 * given up: those who wake need it, and on the owner's CPU they take over at once. */
#ifndef PINWORKER_LINE_H
#define PINWORKER_LINE_H

#include <pthread.h>

#include "queue.h"

enum { PW_LINE_WORDS = 32 };

typedef struct pw_place {
    struct pw_place *next, *previous;
    uint64_t count; /* tickets in a row */
    unsigned word;  /* which one it sleeps on */
    uint32_t bit;
    _Atomic bool called; /* changed under the lock */
} pw_place;

typedef struct pw_line {
    alignas(PW_CACHE_LINE) _Atomic uint64_t wanted;     /* tickets, by all in the line; 0: nobody is */
    alignas(PW_CACHE_LINE) _Atomic uint64_t room_until; /* the ticket: tail and capacity, as somebody last saw them */
    _Atomic uint32_t entered;
    pw_place *_Atomic looker; /* who of them looks for room himself */
    pthread_mutex_t lock;     /* of what follows */
    pw_place *first, *last;
    _Atomic uint32_t word[PW_LINE_WORDS];
    alignas(PW_CACHE_LINE) _Atomic uint32_t uncalled; /* how many of them: what the owner looks at */
    uint64_t freed;                                   /* the owner's: cells since it last called */
    int64_t called_at;                                /* and when that was */
} pw_line;

void pw_line_init(pw_line *line);
void pw_line_destroy(pw_line *line);

/* ---- submitters ---- */

static inline bool pw_line_somebody_waits(const pw_line *line) {
    return atomic_load_explicit(&line->wanted, memory_order_relaxed) != 0;
}

/* May a newcomer take so many tickets, as far as those in the line are concerned? The tail, which changes with each
 * job, is looked at only when what was free the last time is used up. */
static inline bool pw_line_may_pass(pw_line *line, const pw_queue *queue, uint64_t count) {
    uint64_t wanted = atomic_load_explicit(&line->wanted, memory_order_relaxed);
    if (wanted == 0) return true;
    uint64_t end = (atomic_load_explicit(&queue->head, memory_order_relaxed) & ~PW_SHUT) + wanted + count;
    if (end <= atomic_load_explicit(&line->room_until, memory_order_relaxed)) return true;
    uint64_t room_until = atomic_load_explicit(&queue->tail, memory_order_relaxed) + queue->capacity;
    atomic_store_explicit(&line->room_until, room_until, memory_order_relaxed);
    return end <= room_until;
}

/* The word and the bit of a place that is about to be entered. */
static inline _Atomic uint32_t *pw_line_word(pw_line *line, pw_place *place) {
    uint32_t number = atomic_fetch_add_explicit(&line->entered, 1, memory_order_relaxed);
    place->word = number / 32 % PW_LINE_WORDS;
    place->bit = UINT32_C(1) << number % 32;
    return &line->word[place->word];
}

void pw_line_enter(pw_line *line, const pw_queue *queue, pw_place *place);

/* One that was called. 0: it has its tickets, and its place is given up, as with -ESHUTDOWN. -EAGAIN: it is not called
 * any more, or again. */
int pw_line_take(pw_line *line, pw_queue *queue, pw_place *place, uint64_t *ticket);

/* Gives its place up. */
void pw_line_quit(pw_line *line, const pw_queue *queue, pw_place *place);

/* Sleeps while its word is `word`, which was read before all that speaks against sleeping was looked at, or until the
 * deadline. One of them also looks for room himself every few milliseconds, as an owner that is at a long job does not
 * say what became free right before. Whoever goes to sleep and finds that nobody does is the one, and who leaves an
 * uncalled first one behind and nobody that looks wakes it. Who has a deadline looks halfway to it as well. */
void pw_line_sleep(pw_line *line, const pw_queue *queue, pw_place *place, uint32_t word, int64_t deadline);

/* Changes a word, so that those who are about to sleep look once more. */
void pw_line_poke(_Atomic uint32_t *word);

/* ---- owner ---- */

/* Calls those for whom there is room; of a queue that was shut, all. Also for who shuts it. */
void pw_line_call(pw_line *line, const pw_queue *queue);

void pw_line_call_in_time(pw_line *line, const pw_queue *queue);

/* After releasing a cell. Wake-ups cost more than short jobs, so they are for many places if the owner is fast: each
 * time that half of the queue became free, or a tick of the kernel has passed, 1 to 10 ms, for which it looks at the
 * clock after 1, 2, 4 and so on. May also miss one that is just entering. */
static inline void pw_line_make_room(pw_line *line, const pw_queue *queue) {
    if (atomic_load_explicit(&line->uncalled, memory_order_relaxed) == 0) return;
    line->freed++;
    if ((line->freed & (line->freed - 1)) == 0) pw_line_call_in_time(line, queue);
}

/* The same, and misses nobody: before the owner waits. */
static inline void pw_line_make_room_surely(pw_line *line, const pw_queue *queue) {
    /* A write, even of nothing, is ordered with the submitter's: either it is seen here, or it sees the freed cells. */
    if (atomic_fetch_add(&line->uncalled, 0) != 0) pw_line_call(line, queue);
}

#endif
