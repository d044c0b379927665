// vfork and clone; what follows exec only runs when it fails, in the child.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void complain(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}
static int in_clone(void *data) {
    pthread_mutex_lock(&mutex); // in another process
    pthread_mutex_unlock(&mutex);
    return !data;
}
void on_hook(char **argv, char *stack) {
    pid_t pid = vfork(); // want thread-spawn-in-handler "vfork"
    if (pid == 0) {
        execv(argv[0], argv);
        complain(); // want-edge "complain" direct
        _exit(127);
    }
    clone(in_clone, stack, 0, argv); // want thread-spawn-in-handler "clone" want-no-edge "in_clone"
}
