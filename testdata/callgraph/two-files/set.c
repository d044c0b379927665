#include "hooks.h"
void (*before_hook)(int) = 0;
static void log_before(int n) { (void)n; }
static void log_after(int n) { (void)n; }
static void (*last_hook)(int) = log_after; // not the one in call.c

void install(void) {
    before_hook = log_before;
    set_after(log_after);
}

void run_last(void) {
    last_hook(1); // want-edge "log_after" flow want-no-edge "bye"
}
