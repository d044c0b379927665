// The unlock happens in another function: still balanced.
#include <pthread.h>

struct store {
    pthread_mutex_t mutex;
    int changes;
};

static void leave(struct store *s) {
    pthread_mutex_unlock(&s->mutex);
}

static void change(struct store *s) {
    pthread_mutex_lock(&s->mutex); // want lock-in-handler "pthread_mutex_lock"
    s->changes++;
    leave(s);
}

void on_change(struct store *s) {
    change(s);
}
