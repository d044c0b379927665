#include <pthread.h>

#include "commands.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void cmd_get(struct session *s) { // want-handler "shell.command"
    (void)s;
    pthread_mutex_lock(&mutex); // want lock-in-handler "cmd_get"
    pthread_mutex_unlock(&mutex);
}

void cmd_put(struct session *s) { // want-handler "shell.command"
    cmd_get(s);
}

int two_words(int argc) {
    pthread_mutex_lock(&mutex);
    int ok = argc == 2;
    pthread_mutex_unlock(&mutex);
    return ok;
}

void cmd_internal(struct session *s) {
    (void)s;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}
