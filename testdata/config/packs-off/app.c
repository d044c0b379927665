// Only one pack is on: POSIX locks are not known.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void on_request(int fd) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    setns(fd, CLONE_NEWNET); // want thread-state-in-handler "setns"
}
