// Every way out unlocks: early returns, goto, loops, switch.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int table[16];

static int early_return(int key) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    if (key < 0 || key > 15) {
        pthread_mutex_unlock(&mutex);
        return -1;
    }
    int value = table[key];
    pthread_mutex_unlock(&mutex);
    return value;
}

static int with_goto(int key, int value) {
    int result = -1;
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    if (key < 0)
        goto out;
    if (key > 15)
        goto out;
    table[key] = value;
    result = 0;
out:
    pthread_mutex_unlock(&mutex);
    return result;
}

static int in_a_loop(int value) {
    for (int i = 0; i < 16; i++) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
        if (table[i] == value) {
            pthread_mutex_unlock(&mutex);
            return i;
        }
        pthread_mutex_unlock(&mutex);
    }
    return -1;
}

static void in_a_switch(int command) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    switch (command) {
    case 0:
        table[0] = 0;
        break;
    case 1:
        pthread_mutex_unlock(&mutex);
        return;
    default:
        table[1]++;
    }
    pthread_mutex_unlock(&mutex);
}

int on_request(int key, int value) {
    in_a_switch(key);
    return early_return(key) + with_goto(key, value) + in_a_loop(value);
}
