// A directive where the macro is used speaks of what the macro does there; one inside the macro speaks of its line.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
#define ENTER() pthread_mutex_lock(&mutex)
#define LEAVE() pthread_mutex_unlock(&mutex)

void on_used(void) {
    ENTER(); // lockosthread:allow lock-in-handler -- at the place of use
    // want-suppressed(-1) lock-in-handler "on_used"
    LEAVE();
}

void on_bare(void) {
    ENTER(); // want lock-in-handler "on_bare"
    LEAVE();
}
