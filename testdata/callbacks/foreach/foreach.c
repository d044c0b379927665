// A function of the project that calls back at once: no pack needs to know it, the parameter is followed.
#include <pthread.h>
#include <stddef.h>

struct item {
    struct item *next;
    int value;
};
typedef void (*visitor)(struct item *item, void *data);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void each(struct item *list, visitor visit, void *data) {
    for (; list; list = list->next)
        visit(list, data); // want-edge "add" flow want-edge "flush" flow
}

static void add(struct item *item, void *data) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_sum"
    // want-path(-1) lock-in-handler "on_sum -> each -> add -> pthread_mutex_lock" want-tier(-1) lock-in-handler flow
    *(int *)data += item->value;
    pthread_mutex_unlock(&mutex);
}

// Only the shutdown uses this one; on_sum does not reach it, although both go through each().
static void flush(struct item *item, void *data) {
    pthread_mutex_lock(&mutex); // want-noise lock-in-handler "flush" -- each() is not told apart by its callers
    item->value = data != NULL;
    pthread_mutex_unlock(&mutex);
}

int on_sum(struct item *list) {
    int sum = 0;
    each(list, add, &sum);
    return sum;
}

void shutdown_all(struct item *list) {
    each(list, flush, NULL);
}
