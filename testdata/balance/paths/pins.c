// The mask is saved, changed and put back: on every way out, or not on some.
#define _GNU_SOURCE
#include <sched.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

static cpu_set_t one;
int work(int n);
void complain(const char *what);

int work(int n) { return n > 3; }
void complain(const char *what) { write(2, what, 1); }

int on_balanced(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back on every way out"
    int result = work(n);
    sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_early_return(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    // want(+2) pin-leak:error "not put back on every way out: not on the one after line 31"
    // want(+1) pin-in-handler:error "sched_setaffinity in its own body;"
    sched_setaffinity(0, sizeof one, &one);
    if (work(n)) return -1;
    sched_setaffinity(0, sizeof old, &old);
    return 0;
}

int on_goto(int n) {
    cpu_set_t old;
    int result = -1;
    if (sched_getaffinity(0, sizeof old, &old) != 0) return -1;
    if (sched_setaffinity(0, sizeof one, &one) != 0) return -1; // want pin-in-handler:warning "put back"
    if (work(n)) goto out;
    if (work(n + 1)) goto out;
    result = 0;
out:
    sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_goto_past(int n) {
    cpu_set_t old;
    int result = -1;
    if (sched_getaffinity(0, sizeof old, &old) != 0) goto out;
    if (sched_setaffinity(0, sizeof one, &one) != 0) goto out; // want pin-in-handler:error "" want pin-leak "after line 58"
    if (work(n)) goto restore;
    if (work(n + 1)) goto out;
    result = 0;
restore:
    sched_setaffinity(0, sizeof old, &old);
out:
    return result;
}

// The ways out of a failed save or a failed pin have nothing to put back.
int on_failures(int n) {
    cpu_set_t old;
    if (sched_getaffinity(0, sizeof old, &old) < 0 ||
        sched_setaffinity(0, sizeof one, &one) < 0) { // want pin-in-handler:warning "put back"
        complain("no");
        return -1;
    }
    int result = work(n);
    sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_results_in_variables(int n) {
    cpu_set_t old;
    int saved = sched_getaffinity(0, sizeof old, &old);
    if (saved) return -1;
    int pinned;
    pinned = sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
    int result = work(n);
    if (pinned == 0) sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_flag(int n) {
    cpu_set_t old;
    bool pinned = false;
    if (n > 7) {
        sched_getaffinity(0, sizeof old, &old);
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
        pinned = true;
    }
    int result = work(n);
    if (pinned) sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_wrong_flag(int n) {
    cpu_set_t old;
    bool pinned = false, done = false;
    sched_getaffinity(0, sizeof old, &old);
    if (n > 7) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "on every way out"
        pinned = true;
    }
    if (work(n)) done = true;
    if (done) sched_setaffinity(0, sizeof old, &old);
    return pinned;
}

// The same condition twice: whoever pins also puts back.
int on_same_condition(int n, bool wanted) {
    cpu_set_t old;
    if (wanted) {
        sched_getaffinity(0, sizeof old, &old);
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
    }
    int result = work(n);
    if (wanted) sched_setaffinity(0, sizeof old, &old);
    return result;
}

int on_only_when_it_went_well(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "on every way out"
    int result = work(n);
    if (result == 0) sched_setaffinity(0, sizeof old, &old);
    return result;
}

// Each turn leaves things as it found them.
void on_loop(int n) {
    cpu_set_t old;
    for (int i = 0; i < n; i++) {
        if (i == 3) continue;
        sched_getaffinity(0, sizeof old, &old);
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
        work(i);
        sched_setaffinity(0, sizeof old, &old);
    }
}

void on_loop_left(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    for (int i = 0; i < n; i++) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "on every way out"
        if (work(i)) break;
        sched_setaffinity(0, sizeof old, &old);
    }
}

// Saving what is pinned already saves the wrong mask.
void on_saved_too_late(int n) {
    cpu_set_t old;
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "line 163 sets something else"
    sched_getaffinity(0, sizeof old, &old);
    work(n);
    // want(+1) pin-in-handler:error ""
    sched_setaffinity(0, sizeof old, &old);
}

// What the process does not come back from leaks nothing; a longjmp does.
static jmp_buf again;

void on_dies(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:warning "put back"
    if (work(n)) {
        complain("bye");
        exit(1);
    }
    sched_setaffinity(0, sizeof old, &old);
}

void on_jumps(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "after line 185"
    if (work(n))
        longjmp(again, 1);
    sched_setaffinity(0, sizeof old, &old);
}

int on_switch(int n) {
    cpu_set_t old;
    sched_getaffinity(0, sizeof old, &old);
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "" want pin-leak "on every way out"
    switch (n) {
    case 1: work(1); break;
    case 2: return work(2);
    default: work(3);
    }
    sched_setaffinity(0, sizeof old, &old);
    return 0;
}

// Reads the mask, takes a CPU out of it, sets it: a change like any other.
void on_shrink(int n) {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    CPU_CLR(n, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error ""
}

// Looks up which CPUs there are, and stays on one.
void on_pick(void) {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed)) return;
    if (CPU_COUNT(&allowed) > 1) sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error ""
    work(1);
}

int main(void) {
    if (setjmp(again)) return 1;
    return on_balanced(1);
}
