// What only a forked child does is not the handler's; what both do is.
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void child(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}
static void parent(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_save|on_late|on_negated"
    pthread_mutex_unlock(&mutex);
}
static void both(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_both"
    pthread_mutex_unlock(&mutex);
}

void on_save(void) {
    if (fork() == 0) { // want thread-spawn-in-handler "fork"
        child(); // want-edge "child" direct
        _exit(0);
    }
    parent();
}
void on_late(void) {
    pid_t pid;
    if ((pid = fork()) > 0) { // want thread-spawn-in-handler "fork"
        parent();
    } else if (pid == 0) {
        child();
        exit(0);
    }
}
void on_negated(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid < 0)
        return;
    if (!pid) {
        child();
        _exit(1);
    }
    parent();
}
void on_both(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    both();
    if (pid == 0)
        _exit(0);
}
