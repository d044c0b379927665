// The callback of the callback travels in a record as user data.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct request {
    void (*done)(struct request *r, int status);
    int status;
};

static void finish(struct request *r, int status) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_submit"
    r->status = status;
    pthread_mutex_unlock(&mutex);
}

static void complete(void *data, int status) {
    struct request *r = data;
    r->done(r, status); // want-edge "finish" field
}

void on_submit(struct request *r) {
    r->done = finish;
    complete(r, 0);
}
