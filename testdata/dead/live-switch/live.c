// Code that may well run, although it looks odd.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void touch(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_state"
    pthread_mutex_unlock(&mutex);
}

void on_state(int n) {
    if (0) {
    retry: // a label inside: jumped to
        touch(); // want-edge "touch" direct
    }
    do {
        n--;
    } while (0);
    switch (n) {
        if (0) {
        case 3:
            n = 0;
        }
        break;
    case 4:
        goto retry;
    }
}
