// want-none
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void server_log(void);

void fail(void) {
    pthread_mutex_lock(&mutex);
    server_log();
    pthread_mutex_unlock(&mutex);
}
void debug_start(void) {}
