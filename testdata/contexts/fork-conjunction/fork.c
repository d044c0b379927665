// Each condition of a conjunction holds in what follows it.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void in_child(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "in a forked child"
    pthread_mutex_unlock(&mutex);
}

static void perhaps(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_or|on_else"
    pthread_mutex_unlock(&mutex);
}

void on_and(int wanted, int loud) {
    pid_t pid;
    if (wanted && (pid = fork()) == 0 && loud) { // want thread-spawn-in-handler "fork"
        in_child();
        _exit(0);
    }
}

void on_or(int wanted) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (wanted || pid == 0) {
        perhaps();
        _exit(0);
    }
}

void on_else(int wanted) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (wanted && pid > 0)
        wanted--;
    else
        perhaps();
}
