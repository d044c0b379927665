// A directive that cannot be read is an error: it must never suppress by accident, nor silently do nothing.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

void on_rule_typo(void) {
    // want(+1) bad-directive:error "lock-in-handler"
    // lockosthread:allow lock-in-handlr -- reload
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_rule_typo"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_verb_typo(void) {
    // want(+1) bad-directive "allow"
    // lockosthread:alow lock-in-handler -- reload
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_verb_typo"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_no_reason(void) {
    // want(+1) bad-directive "reason|--"
    // lockosthread:allow lock-in-handler --
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_no_reason"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_no_dashes(void) {
    // want(+1) bad-directive "--"
    // lockosthread:allow lock-in-handler because it is rare
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_no_dashes"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_capitals(void) {
    // want(+1) bad-directive "lockosthread:allow"
    // LockOSThread:allow lock-in-handler -- reload
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_capitals"
    value++;
    pthread_mutex_unlock(&mutex);
}

// A function directive with no function below it.
// want(+1) unused-allow "."
// lockosthread:allow-function lock-in-handler -- of nothing
int global_value = 1;
