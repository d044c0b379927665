// want-none
// This helper locks, but no handler gets here.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void helper(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

int main(void) {
    helper();
    return 0;
}
