// Function pointers in globals, in static locals, behind pointers to pointers, set from another function.
#include <pthread.h>
#include <stddef.h>

typedef void (*hook)(int);
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static hook before, after;
static hook *current = &before;

static void locked(int n) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    (void)n;
    pthread_mutex_unlock(&mutex);
}

static void other(int n) { (void)n; }
static void lonely(int n) { (void)n; }

static void set(hook *place, hook f) {
    *place = f;
}

void configure(void) {
    set(&before, locked);
    after = other;
}

void on_start(void) {
    static hook cached = NULL;
    if (!cached)
        cached = lonely;
    cached(0); // want-edge "lonely" flow want-no-edge "other"
    before(1); // want-edge "locked" field
    if (after)
        after(2); // want-edge "other" flow want-no-edge "locked"
}

void on_indirect(void) {
    (*current)(3); // want-edge "locked" field want-no-edge "lonely"
}
