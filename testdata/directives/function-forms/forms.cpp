// A function's directive stands above whatever begins it: attributes, template heads, return types on their own line.
#include "decl.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void declared_with_reason(void) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "."
    pthread_mutex_unlock(&mutex);
}

// lockosthread:allow-function lock-in-handler -- above an attribute
__attribute__((noinline))
static int attributed(int n) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "."
    pthread_mutex_unlock(&mutex);
    return n;
}

/* lockosthread:allow-function lock-in-handler -- above a template,
   in several lines */
template <typename T>
static T generic(T n) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "."
    pthread_mutex_unlock(&mutex);
    return n;
}

class Cache {
  public:
    // lockosthread:allow-function lock-in-handler -- a method
    int get(int n) {
        pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "."
        pthread_mutex_unlock(&mutex);
        return n;
    }
    int put(int n) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_all"
        pthread_mutex_unlock(&mutex);
        return n;
    }
};

// It speaks of what is called below the function, too.
static void inner() {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "."
    pthread_mutex_unlock(&mutex);
}
// lockosthread:allow-function lock-in-handler -- all below it
static void outer() {
    inner();
}

extern "C" int on_all(int n) {
    Cache cache;
    declared_with_reason();
    outer();
    return attributed(n) + generic(n) + cache.get(n) + cache.put(n);
}
