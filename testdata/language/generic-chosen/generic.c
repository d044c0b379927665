// The chosen branch of _Generic is a call like any other.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void put_int(int v) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_put"
    (void)v;
    pthread_mutex_unlock(&mutex);
}

static void put_double(double v) {
    pthread_mutex_lock(&mutex);
    (void)v;
    pthread_mutex_unlock(&mutex);
}

#define PUT(v) _Generic((v), int: put_int, double: put_double)(v)

void on_put(void) {
    PUT(1); // want-edge "put_int" direct want-no-edge "put_double"
}
