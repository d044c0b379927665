#include "hooks.h"
static void (*after_hook)(int);
static void bye(int n) { (void)n; }
static void (*last_hook)(int) = bye;

void set_after(void (*hook)(int)) {
    after_hook = hook;
}

void serve(int n) {
    before_hook(n); // want-edge "log_before" flow want-no-edge "log_after" want-no-edge "bye"
    after_hook(n);  // want-edge "log_after" flow want-no-edge "log_before" want-no-edge "bye"
    last_hook(n);   // want-edge "bye" flow want-no-edge "log_after"
}
