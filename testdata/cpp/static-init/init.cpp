// Initialisers of globals run before main; those of static locals at the first request.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int load(int from) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_first"
    int n = from;
    pthread_mutex_unlock(&mutex);
    return n;
}

static int load_early(int from) {
    pthread_mutex_lock(&mutex);
    int n = from;
    pthread_mutex_unlock(&mutex);
    return n;
}

static int at_start = load_early(1);

extern "C" int on_first() {
    static int lazily = load(2); // want-edge "load" direct
    return lazily + at_start;
}
