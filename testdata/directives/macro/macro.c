// A directive where the macro is used speaks of what the macro does there; one inside the macro speaks of its line.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
#define ENTER() pthread_mutex_lock(&mutex)
#define LEAVE() pthread_mutex_unlock(&mutex)
#define LOG(text)                                                                                                      \
    do {                                                                                                               \
        pthread_mutex_lock(&mutex); /* lockosthread:allow lock-in-handler -- one line of text */                       \
        puts(text);                                                                                                    \
        pthread_mutex_unlock(&mutex);                                                                                  \
    } while (0)

void on_used(void) {
    ENTER(); // lockosthread:allow lock-in-handler -- at the place of use
    // want-suppressed(-1) lock-in-handler "on_used"
    LEAVE();
}

void on_bare(void) {
    ENTER(); // want lock-in-handler "on_bare"
    LEAVE();
}

void on_log(void) {
    LOG("one"); // want-suppressed lock-in-handler "on_log"
    if (fflush(stdout))
        LOG("two"); // want-suppressed lock-in-handler "on_log"
}
