// A handle that only its own file can look into.
#include "timer.h"
#include <stdlib.h>
struct timer {
    int interval;
    void (*fire)(timer *t, void *data);
    void (*release)(void *data);
    void *data;
};

timer *timer_new(int interval, void (*fire)(timer *, void *), void *data) {
    timer *t = calloc(1, sizeof *t);
    t->interval = interval;
    t->fire = fire;
    t->data = data;
    return t;
}

void timer_on_release(timer *t, void (*release)(void *)) {
    t->release = release;
}

void timer_step(timer *t) {
    t->fire(t, t->data); // want-edge "blink" field want-edge "beep" field want-no-edge "drop"
    if (t->release)
        t->release(t->data); // want-edge "drop" field want-no-edge "blink" want-no-edge "other"
}
