// sizeof a variable-length array evaluates its length.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int length(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "length"
    pthread_mutex_unlock(&mutex);
    return 4;
}

size_t on_size(void) {
    return sizeof(int[length()]);
}
