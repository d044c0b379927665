#include <pthread.h>

#include "server.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

int audit(int fd) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "app::handle"
    pthread_mutex_unlock(&mutex);
    return fd;
}
