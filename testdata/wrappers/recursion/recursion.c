// Functions that call each other, with a lock in the middle: the inference ends, the lock is found once.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int visit(int depth);

static int descend(int depth) {
    if (depth == 0)
        return 0;
    pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
    int n = visit(depth - 1);
    pthread_mutex_unlock(&mutex);
    return n;
}

static int visit(int depth) {
    return depth + descend(depth) + (depth > 1 ? visit(depth - 1) : 0);
}

int on_tree(int depth) {
    return visit(depth);
}
