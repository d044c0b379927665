// libc runs these callbacks here and now: the walk goes on through them.
#include <pthread.h>
#include <search.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long compares;

static int by_value(const void *a, const void *b) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    // want-path(-1) lock-in-handler "on_sort -> ... -> pthread_mutex_lock" want-via(-1) lock-in-handler "qsort"
    compares++;
    pthread_mutex_unlock(&mutex);
    return *(const int *)a - *(const int *)b;
}

static int by_key(const void *key, const void *element) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    compares++;
    pthread_mutex_unlock(&mutex);
    return *(const int *)key - *(const int *)element;
}

static void init(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    compares = 0;
    pthread_mutex_unlock(&mutex);
}

// Runs at the end of the program, not now.
static void at_end(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

void on_sort(int *values, size_t n) {
    qsort(values, n, sizeof *values, by_value);
}

void *on_find(int key, const int *values, size_t n) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init);
    atexit(at_end);
    return bsearch(&key, values, n, sizeof *values, by_key);
}
