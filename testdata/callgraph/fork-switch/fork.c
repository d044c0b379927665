// The cases of a switch over fork.
#include <pthread.h>
#include <unistd.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int child(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
    return 0;
}
static void failed(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_run"
    pthread_mutex_unlock(&mutex);
}
static void parent(int pid) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_run"
    (void)pid;
    pthread_mutex_unlock(&mutex);
}
void on_run(void) {
    pid_t pid;
    switch (pid = fork()) { // want thread-spawn-in-handler "fork"
    case -1:
        failed();
        break;
    case 0:
        _exit(child()); // want-edge "child" direct
    default:
        parent(pid);
    }
}
