/* Definitions without prototypes, and calls through pointers without them. */
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int locked(n, f)
    int n;
    int (*f)();
{
    int r;
    pthread_mutex_lock(&mutex); /* want lock-in-handler "on_old" */
    r = f(n); /* want-edge "twice" flow */
    pthread_mutex_unlock(&mutex);
    return r;
}

static int twice(n)
    int n;
{
    return 2 * n;
}

int on_old(n)
    int n;
{
    return locked(n, twice);
}
