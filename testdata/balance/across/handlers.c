// Who calls them keeps the balance, or does not.
#include "pin.h"

int work(int n);
int work(int n) { return n > 3; }

int on_helpers(int n) {
    cpu_set_t old;
    save_mask(&old);
    stay_on(n); // want pin-in-handler:warning "put back on every way out"
    int result = work(n);
    put_mask(&old);
    return result;
}

int on_helpers_left(int n) {
    cpu_set_t old;
    save_mask(&old);
    stay_on(n); // want pin-in-handler:error "" want pin-leak "" want-path pin-leak "on_helpers_left -> stay_on -> put_mask -> sched_setaffinity"
    if (work(n)) return -1;
    put_mask(&old);
    return 0;
}

int on_object(int n) {
    struct pin pin;
    if (pin_begin(&pin, n) < 0) return -1; // want pin-in-handler:warning "put back"
    int result = work(n);
    pin_end(&pin);
    return result;
}

int on_object_left(int n) {
    struct pin pin;
    if (pin_begin(&pin, n) < 0) return -1; // want pin-in-handler:error "" want pin-leak "after line 36"
    if (work(n)) return -2;
    pin_end(&pin);
    return 0;
}

// Put back from another object than the one that was saved into.
int on_wrong_object(int n) {
    struct pin pin, other = {.active = 1};
    if (pin_begin(&pin, n) < 0) return -1; // want pin-in-handler:error "" want pin-leak ""
    int result = work(n);
    pin_end(&other); // want pin-in-handler:error ""
    return result;
}

// One function saves, pins and works; the balance is kept two calls below the handler.
static int pinned_work(int n) {
    struct pin pin;
    if (pin_begin(&pin, n) < 0) return -1; // want pin-in-handler:warning "on_below .*put back"
    int result = work(n);
    pin_end(&pin);
    return result;
}
static int indirectly(int n) { return pinned_work(n) + 1; }
int on_below(int n) { return indirectly(n); }

// The whole: what to do comes as a pointer.
static int with_pin(int cpu, int (*todo)(int)) {
    cpu_set_t old;
    save_mask(&old);
    stay_on(cpu); // want pin-in-handler:warning "on_callback .*put back"
    int result = todo(cpu);
    put_mask(&old);
    return result;
}
int on_callback(int n) { return with_pin(n, work); }

// What an own function changes and puts back from its caller's copy.
static int run_on(int cpu, const cpu_set_t *back) {
    stay_on(cpu); // want pin-in-handler:warning "on_caller_saves .*put back"
    int result = work(cpu);
    put_mask(back);
    return result;
}
int on_caller_saves(int n) {
    cpu_set_t old;
    save_mask(&old);
    return run_on(n, &old);
}

// A mask that was saved when the program started.
static cpu_set_t at_start;
int on_global(int n) {
    stay_on(n); // want pin-in-handler:warning "put back"
    int result = work(n);
    put_mask(&at_start);
    return result;
}

// Saved in one handler for another one: the thread is pinned in between.
static struct pin shared;
void on_open(int n) {
    pin_begin(&shared, n); // want pin-in-handler:error "" want pin-leak "saved, but what puts it back is not called"
}
void on_close(int n) {
    work(n);
    pin_end(&shared); // want pin-in-handler:error ""
}

int main(void) {
    save_mask(&at_start);
    return on_helpers(1);
}
