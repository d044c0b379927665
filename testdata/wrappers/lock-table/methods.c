// The lock is taken through a table of methods: the caller of ops->lock is who waits.
#include <pthread.h>

struct lock_ops {
    void (*lock)(void *m);
    void (*unlock)(void *m);
};

static void real_lock(void *m) {
    pthread_mutex_lock(m);
}
static void real_unlock(void *m) {
    pthread_mutex_unlock(m);
}
static void no_lock(void *m) {
    (void)m;
}

static const struct lock_ops threaded = {real_lock, real_unlock}, single = {no_lock, no_lock};
static const struct lock_ops *ops = &single;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

void use_threads(void) {
    ops = &threaded;
}

void on_put(int v) {
    ops->lock(&mutex); // want lock-in-handler "real_lock" want-tier lock-in-handler field
    value = v;
    ops->unlock(&mutex);
}
