// Lambdas: called at once, through a variable, as a template's parameter, as a C callback.
#include <algorithm>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

template <typename F> static int with(F f) { return f(); }

extern "C" int on_at_once(int n) {
    return [&] {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_at_once"
        int r = n + 1;
        pthread_mutex_unlock(&mutex);
        return r;
    }();
}

extern "C" int on_variable(int n) {
    auto later = [n](int m) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_variable"
        int r = n + m;
        pthread_mutex_unlock(&mutex);
        return r;
    };
    return later(2);
}

extern "C" int on_template(int n) {
    return with([n] {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_template"
        pthread_mutex_unlock(&mutex);
        return n;
    });
}

extern "C" void on_sort(int *from, int n) {
    qsort(from, n, sizeof *from, [](const void *a, const void *b) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_sort"
        pthread_mutex_unlock(&mutex);
        return *static_cast<const int *>(a) - *static_cast<const int *>(b);
    });
}

extern "C" void on_std_sort(int *from, int n) {
    std::sort(from, from + n, [](int a, int b) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_std_sort"
        pthread_mutex_unlock(&mutex);
        return a < b;
    });
}

// Made, but never called.
extern "C" int on_unused() {
    auto never = [] {
        pthread_mutex_lock(&mutex);
        pthread_mutex_unlock(&mutex);
    };
    (void)never;
    return 0;
}
