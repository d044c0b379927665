#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter;

#define LOCKED(expression)                                                                                             \
    ({                                                                                                                 \
        pthread_mutex_lock(&mutex);                                                                                    \
        __typeof__(expression) result_ = (expression);                                                                 \
        pthread_mutex_unlock(&mutex);                                                                                  \
        result_;                                                                                                       \
    })

int on_count(void) {
    return LOCKED(++counter); // want lock-in-handler "pthread_mutex_lock"
}

int on_nested(int n) {
    int total = ({
        int sum = 0;
        for (int i = 0; i < n; i++)
            sum += ({
                pthread_mutex_lock(&mutex); // want lock-in-handler "pthread_mutex_lock"
                int c = counter;
                pthread_mutex_unlock(&mutex);
                c;
            });
        sum;
    });
    return total;
}
