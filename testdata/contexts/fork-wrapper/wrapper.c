// A function that returns what fork returned is a fork, wherever it is written; one that returns 0 as well is none.
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
int nchildren;

static void prepare_child(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}

pid_t project_fork(int purpose) {
    pid_t child;
    if (purpose < 0) {
        errno = EINVAL;
        return -1;
    }
    if ((child = fork()) == 0) { // want thread-spawn-in-handler "on_"
        prepare_child();
    } else {
        if (child == -1) return -1;
        nchildren++;
    }
    return child;
}

int spawned(void) {
    pid_t child = fork(); // want thread-spawn-in-handler "on_"
    if (child == 0) _exit(0);
    return child < 0 ? -1 : 0;
}
