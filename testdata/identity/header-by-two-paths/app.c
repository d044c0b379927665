#include "store.h"
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int get_locked(int key) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
    return key;
}
static int put(int key) {
    return key + 1;
}
static int cut(int key) {
    return key + 2;
}
static int print(int key) {
    return key + 3;
}
static const struct store mine = {get_locked, {put}, {cut}};
static const store_log quiet = {print};

int on_request(void) {
    return store_get(&mine) + store_put(&mine) + store_say(&quiet);
}
