// Functions that return what fork returned are fork; a field may keep the number.
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
    int children;
    pid_t last;
} server;

static int my_fork(int purpose) {
    pid_t pid;
    if (purpose < 0)
        return -1;
    if ((pid = fork()) == 0) { // want thread-spawn-in-handler "fork"
        server.children = 0;
    } else {
        server.children++;
        if (pid == -1)
            return -1;
    }
    return pid;
}
static pid_t twice_wrapped(void) {
    return my_fork(1);
}
static void save(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}
static void wait_for(pid_t pid) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_bgsave|on_rewrite"
    server.last = pid;
    pthread_mutex_unlock(&mutex);
}
void on_bgsave(void) {
    pid_t pid;
    if ((pid = my_fork(2)) == 0) {
        save();
        exit(0);
    } else {
        wait_for(pid);
    }
}
void on_rewrite(void) {
    pid_t pid = twice_wrapped();
    if (pid == 0) {
        save();
        _exit(0);
    }
    wait_for(pid);
}
