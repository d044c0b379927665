// Lambdas that are stored and called later: in a member, a vector, returned, captured by another, with an own type.
#include <functional>
#include <memory>
#include <pthread.h>
#include <vector>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct Timer {
    std::function<void(int)> fire;
    std::function<void(const char *)> unused;
};
static Timer timer;
static std::vector<std::function<int()>> queue;

static std::function<long(long)> make(long n) {
    return [n](long m) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_made"
        pthread_mutex_unlock(&mutex);
        return n + m;
    };
}

int main() {
    timer.fire = [](int) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_timer"
        pthread_mutex_unlock(&mutex);
    };
    timer.unused = [](const char *) {
        pthread_mutex_lock(&mutex); // nobody calls it
        pthread_mutex_unlock(&mutex);
    };
    queue.emplace_back([] {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_queue"
        pthread_mutex_unlock(&mutex);
        return 1;
    });
    return 0;
}

extern "C" void on_timer(int n) { timer.fire(n); }
extern "C" int on_queue() { return queue[0](); }
extern "C" long on_made(long n) { return make(n)(1); }

extern "C" void on_captured() {
    auto inner = [] {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_captured"
        pthread_mutex_unlock(&mutex);
    };
    auto outer = [&inner] { inner(); };
    outer();
}

template <typename F> struct Guard {
    F at_end;
    ~Guard() { at_end(); }
};
template <typename F> struct Unused { // is not called as it ends
    F kept;
    ~Unused() { (void)kept; }
};
template <typename F> static Guard<F> defer(F f) { return {f}; }
extern "C" void on_deferred() {
    auto g = defer([] {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_deferred"
        pthread_mutex_unlock(&mutex);
    });
}
extern "C" void on_kept() {
    auto f = [] {
        pthread_mutex_lock(&mutex); // nobody calls it
        pthread_mutex_unlock(&mutex);
    };
    Unused<decltype(f)> u{f};
}
