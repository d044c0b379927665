// Directives that suppress nothing are reported, so that they do not outlive their reason.
#include <pthread.h>
#include <unistd.h>

static int value;

void on_clean(void) {
    // want(+1) unused-allow:warning "suppresses nothing|no finding|unused"
    value++; // lockosthread:allow lock-in-handler -- there was a lock once
}

// want(+1) unused-allow "."
// lockosthread:allow-function pin-in-handler -- no longer pins
void on_function(void) {
    value--;
}

// Of a rule that did not run nobody can say that it is unused: block-in-handler is off by default.
void on_sleep(void) {
    sleep(1); // lockosthread:allow block-in-handler -- start-up only
}
