// Where the parent ends and the child goes on, the child is the program: what it does is not "in a forked child".
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void on_detach(void) {
    if (fork() != 0) exit(0); // want thread-spawn-in-handler "fork"
    setsid();
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_detach"
    pthread_mutex_unlock(&mutex);
}

/* The first child only makes the second: both are children of the program. */
void on_double_fork(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) {
        if (fork() > 0) _exit(0); // want thread-spawn-in-handler:note "in a forked child"
        pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
        pthread_mutex_unlock(&mutex);
        _exit(0);
    }
}
