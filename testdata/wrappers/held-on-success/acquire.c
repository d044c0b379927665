// Returns with the lock held when it succeeds: that is what its callers wait for.
#include <pthread.h>
#include <stddef.h>

struct table {
    pthread_mutex_t mutex;
    int open;
};

static struct table *acquire(struct table *t) {
    pthread_mutex_lock(&t->mutex);
    if (!t->open) {
        pthread_mutex_unlock(&t->mutex);
        return NULL;
    }
    return t;
}

static void release(struct table *t) {
    pthread_mutex_unlock(&t->mutex);
}

int on_get(struct table *t) {
    struct table *mine = acquire(t); // want lock-in-handler "acquire .*pthread_mutex_lock"
    if (!mine)
        return -1;
    release(mine);
    return 0;
}
