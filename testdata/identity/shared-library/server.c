// Two programs use one library; what it asks for is in the one or the other, and both are told.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void library_run(void);
void finish(void);

void report(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
}

void on_request(void) {
    library_run(); // want-edge "library_run" direct
    finish();      // want-edge "finish" direct
}

int main(void) {
    on_request();
    return 0;
}
