#include "timer.h"
static void blink(timer *t, void *data) { (void)t, (void)data; }
static void beep(timer *t, void *data) {
    (void)data;
    timer_on_release(t, 0);
}
static void drop(void *data) { (void)data; }
static void other(void *data) { (void)data; }
void (*kept)(void *) = other;

void run(void) {
    timer *t = timer_new(3, blink, 0);
    timer_on_release(t, drop); // want-no-edge "drop"
    timer_step(t);             // want-edge "timer_step" direct want-no-edge "blink"
    timer_step(timer_new(4, beep, t));
}
