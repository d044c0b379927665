// What is handed to a thread here is also called there, at once: only the call is the handler's.
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void work(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_small"
    // want-path(-1) lock-in-handler "on_small -> inline_now -> work -> pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}
static void *apart(void *data) {
    work(); // want-edge "work" direct
    return data;
}
static void inline_now(void (*f)(void)) {
    f(); // want-edge "work" flow want-no-edge "apart"
}
void on_large(void) {
    pthread_t t;
    pthread_create(&t, 0, apart, 0); // want thread-spawn-in-handler "pthread_create" want-no-edge "apart"
}
void on_small(void) {
    inline_now(work);
}
