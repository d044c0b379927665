// ZeroMQ's and CZMQ's threads on their real headers.
#include <pthread.h>
#include <zmq.h>
#include <zmq_utils.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void work(void *arg) {
    pthread_mutex_lock(arg); // the other thread's business
    pthread_mutex_unlock(arg);
}

void on_start(void) {
    zmq_threadstart(work, &mutex); // want thread-spawn-in-handler "zmq_threadstart"
}
