#include "line.h"

#include <time.h>

#include "futex.h"

/* The kernel's tick: read for every job while somebody waits, so it has to be cheap. */
static int64_t tick(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void pw_line_init(pw_line *line) {
    pthread_mutex_init(&line->lock, NULL);
    line->end = &line->first;
}

void pw_line_destroy(pw_line *line) { pthread_mutex_destroy(&line->lock); }

static uint64_t room_in(const pw_queue *queue) {
    uint64_t depth = pw_queue_depth(queue);
    return depth < queue->capacity ? queue->capacity - depth : 0;
}

static void call_one(pw_place *place) {
    if (!(atomic_fetch_or(&place->word, PW_CALLED) & PW_CALLED)) pw_futex_wake(&place->word, 1);
}

/* Those that were called and have not come yet count as well, so that never more are called than there is room for. */
static void call(pw_line *line, const pw_queue *queue) {
    bool all = pw_queue_is_shut(queue);
    uint64_t room = room_in(queue);
    for (pw_place *place = line->first; place; place = place->next) {
        if (!all && place->count > room) return;
        room -= all ? 0 : place->count;
        call_one(place);
    }
}

static void append(pw_line *line, pw_place *place) {
    place->next = NULL;
    place->link = line->end;
    *line->end = place;
    line->end = &place->next;
    atomic_fetch_add(&line->wanted, place->count);
}

static void take_out(pw_line *line, pw_place *place) {
    *place->link = place->next;
    if (place->next)
        place->next->link = place->link;
    else
        line->end = place->link;
    atomic_fetch_sub(&line->wanted, place->count);
}

void pw_line_enter(pw_line *line, const pw_queue *queue, pw_place *place) {
    pthread_mutex_lock(&line->lock);
    append(line, place);
    call(line, queue);
    pthread_mutex_unlock(&line->lock);
}

/* Under the lock, so that nobody has to wait for it with a ticket in hand: the owner would wait as well. */
int pw_line_take(pw_line *line, pw_queue *queue, pw_place *place, uint64_t *ticket) {
    pthread_mutex_lock(&line->lock);
    int status = pw_queue_reserve(queue, place->count, ticket);
    if (status == -EAGAIN) {
        atomic_fetch_and(&place->word, ~(uint32_t)PW_CALLED);
        call(line, queue);
    } else {
        take_out(line, place);
    }
    pthread_mutex_unlock(&line->lock);
    return status;
}

int pw_line_quit(pw_line *line, pw_queue *queue, pw_place *place, uint64_t *ticket) {
    int status = -EAGAIN;
    pthread_mutex_lock(&line->lock);
    call(line, queue);
    if (atomic_load(&place->word) & PW_CALLED) status = pw_queue_reserve(queue, place->count, ticket);
    take_out(line, place);
    if (status == -EAGAIN) call(line, queue); /* those behind may fit */
    pthread_mutex_unlock(&line->lock);
    return status;
}

void pw_line_poke(_Atomic uint32_t *word) { atomic_fetch_or(word, PW_QUITS); }

void pw_line_call(pw_line *line, const pw_queue *queue) {
    pthread_mutex_lock(&line->lock);
    call(line, queue);
    pthread_mutex_unlock(&line->lock);
}

void pw_line_call_in_time(pw_line *line, const pw_queue *queue) {
    int64_t now = tick();
    if (now == line->called_at && room_in(queue) < queue->capacity / 2) return;
    line->called_at = now;
    pw_line_call(line, queue);
}
