// Two functions of a library without sources. The project file says what they do with their callbacks.
#include <pthread.h>

void lib_each(void *list, void (*visit)(void *item));
void lib_offload(void (*work)(void *data), void *data);
void lib_unknown(void (*done)(void *data), void *data);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void visit(void *item) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "visit|on_list"
    // want-path(-1) lock-in-handler "on_list -> ... -> pthread_mutex_lock"
    *(int *)item = 0;
    pthread_mutex_unlock(&mutex);
}

static void work(void *data) {
    pthread_mutex_lock(&mutex);
    *(int *)data = 0;
    pthread_mutex_unlock(&mutex);
}

// Nobody said what lib_unknown does: no edge is made up.
static void done(void *data) {
    pthread_mutex_lock(&mutex);
    *(int *)data = 0;
    pthread_mutex_unlock(&mutex);
}

void on_list(void *list) {
    lib_each(list, visit);
}

void on_work(int *data) {
    lib_offload(work, data);
    lib_unknown(done, data);
}
