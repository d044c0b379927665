// Functions as template arguments, policies by inheritance, and overloads chosen by type.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int locked(int n) {
    // want(+1) lock-in-handler "on_value"
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return n;
}
static int plain(int n) { return n; }

template <int (*F)(int)> static int call(int n) { return F(n); }

template <typename Self> struct Handler {
    int handle(int n) { return static_cast<Self *>(this)->process(n); }
};
struct Echo : Handler<Echo> {
    int process(int n) { return n; }
};
struct Store : Handler<Store> {
    int process(int n) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_store"
        pthread_mutex_unlock(&mutex);
        return n;
    }
};

extern "C" int on_value(int n) { return call<locked>(n); }
extern "C" int on_plain(int n) { return call<plain>(n); }
extern "C" int on_store(int n) {
    Store store;
    return store.handle(n);
}
extern "C" int on_echo(int n) {
    Echo echo;
    return echo.handle(n);
}
