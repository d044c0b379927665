#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker.h"

#define TEXT(number) #number
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

const char *pinworker_version(void) {
    return VERSION(PINWORKER_VERSION_MAJOR, PINWORKER_VERSION_MINOR, PINWORKER_VERSION_PATCH);
}

pinworker *pinworker_self(void) { return pw_current; }

/* For the job in this cell. */
static bool somebody_waits(const pw_cell *cell) {
    if (pw_turn_phase(atomic_load_explicit(&cell->turn, memory_order_relaxed)) == PW_LEFT) return false;
    return !cell->token || !pinworker_token_cancelled(cell->token);
}

int pinworker_should_stop(void) {
    const pinworker *worker = pw_current;
    if (!worker || (worker->step != PW_IN_JOB && worker->step != PW_IN_INIT)) return 0;
    if (worker->step == PW_IN_JOB && !somebody_waits(worker->cell)) return -ECANCELED;
    return atomic_load_explicit(&worker->stop, memory_order_relaxed) ? -ESHUTDOWN : 0;
}

void pinworker_panic(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (pw_current && pw_current->guard.armed && pw_is_owner(pw_current))
        pw_guard_panic(&pw_current->guard, format, arguments);
    fputs("pinworker_panic outside of a job: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

int pinworker_label(const char *key, const char *value) {
    pinworker *worker = pw_current;
    if (!worker || worker->step != PW_IN_JOB || !key) return -EINVAL;
    char own_key[PINWORKER_LABEL_KEY], own_value[PINWORKER_LABEL_VALUE];
    pw_copy_cut(own_key, sizeof own_key, key); /* these may fault */
    if (value) pw_copy_cut(own_value, sizeof own_value, value);
    bool armed = pw_hold_guard();
    int error = pw_labels_set(&worker->labels, own_key, value ? own_value : NULL);
    pw_let_go(armed);
    return error;
}

int pinworker_labels_get(const pinworker *worker, pinworker_labels *labels) {
    return pw_labels_read(&worker->labels, labels);
}

int pinworker_tid(const pinworker *worker) { return pw_alive(worker) ? atomic_load(&worker->tid) : 0; }

int pinworker_placement_get(const pinworker *worker, pinworker_applied *applied) {
    if (!pw_alive(worker)) return -ECHILD;
    pinworker *unlocked = (pinworker *)worker;
    bool armed = pw_hold_guard();
    pthread_mutex_lock(&unlocked->lock);
    pinworker_applied copy = worker->applied;
    pthread_mutex_unlock(&unlocked->lock);
    pw_let_go(armed);
    *applied = copy; /* not under the lock: it may fault, and that be contained */
    return 0;
}
