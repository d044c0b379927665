// Of what is handed to libraries, some runs at once, on this thread.
#include <ftw.h>
#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int sorted(const void *a, const void *b) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_list"
    int r = *(const int *)a - *(const int *)b;
    pthread_mutex_unlock(&mutex);
    return r;
}
static int with_data(const void *a, const void *b, void *data) {
    int (*f)(const void *, const void *) = *(int (**)(const void *, const void *))data;
    return f(b, a); // want-edge "sorted" field want-no-edge "visited"
}
static int visited(const char *path, const struct stat *st, int flag) { return *path + flag + !st; }
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void prepare(void) {}

void on_list(int *v, size_t n, const char *dir) {
    int (*order)(const void *, const void *) = sorted;
    qsort(v, n, sizeof *v, order);                 // want-edge "sorted" flow want-no-edge "visited"
    qsort_r(v, n, sizeof *v, with_data, &order);   // want-edge "with_data" direct want-no-edge "sorted"
    ftw(dir, visited, 8);                          // want-edge "visited" direct want-no-edge "sorted"
    pthread_once(&once, prepare);                  // want-edge "prepare" direct want-no-edge "visited"
}
