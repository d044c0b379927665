// The lock is taken in db_lock, but it is the handler that chose to wait: its call is reported.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

static void db_lock(void) {
    pthread_mutex_lock(&mutex);
}

static void db_unlock(void) {
    pthread_mutex_unlock(&mutex);
}

int on_get(void) {
    // want(+1) lock-in-handler "db_lock" want-path(+1) lock-in-handler "on_get -> db_lock -> pthread_mutex_lock"
    db_lock();
    int copy = value;
    db_unlock();
    return copy;
}

static void store(int new_value) {
    db_lock(); // want lock-in-handler "db_lock"
    value = new_value;
    db_unlock();
}

void on_put(int new_value) {
    store(new_value);
}
