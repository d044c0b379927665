// Guards: the constructor saves and pins, the destructor puts back, on every way out.
#include <pthread.h>
#include <sched.h>
#include <stdexcept>

static cpu_set_t one;
int work(int n);
int work(int n) { return n > 3; }

class AffinityGuard {
public:
    explicit AffinityGuard(const cpu_set_t &mask) {
        active = pthread_getaffinity_np(pthread_self(), sizeof old, &old) == 0;
        if (active) pthread_setaffinity_np(pthread_self(), sizeof mask, &mask);
    }
    ~AffinityGuard() {
        if (active) pthread_setaffinity_np(pthread_self(), sizeof old, &old);
    }
    AffinityGuard(const AffinityGuard &) = delete;
    AffinityGuard &operator=(const AffinityGuard &) = delete;

private:
    cpu_set_t old;
    bool active;
};

int on_guard(int n) {
    AffinityGuard guard(one); // want pin-in-handler:warning "put back on every way out"
    if (n == 1) return -1;
    if (work(n)) return 1;
    return 0;
}

int on_guard_in_loop(int n) {
    for (int i = 0; i < n; i++) {
        AffinityGuard guard(one); // want pin-in-handler:warning "put back"
        if (i == 2) continue;
        if (work(i)) break;
    }
    return n;
}

int on_guard_and_throw(int n) {
    AffinityGuard guard(one); // want pin-in-handler:warning "put back"
    if (work(n)) throw std::runtime_error("no");
    return 0;
}

// No destructor puts this back.
class Pinned {
public:
    Pinned() { pthread_getaffinity_np(pthread_self(), sizeof old, &old); }
    void pin() { pthread_setaffinity_np(pthread_self(), sizeof one, &one); }
    void unpin() { pthread_setaffinity_np(pthread_self(), sizeof old, &old); }

private:
    cpu_set_t old;
};

int on_methods(int n) {
    Pinned pinned;
    pinned.pin(); // want pin-in-handler:warning "put back"
    int result = work(n);
    pinned.unpin();
    return result;
}

int on_methods_left(int n) {
    Pinned pinned;
    pinned.pin(); // want pin-in-handler:error "" want pin-leak:error "not put back on every way out"
    if (work(n)) return 1;
    pinned.unpin();
    return 0;
}

// Something that runs what it is given when the scope ends.
template <class F> struct Finally {
    F run;
    ~Finally() { run(); }
};
template <class F> Finally<F> finally(F run) { return {run}; }

int on_finally(int n) {
    cpu_set_t old;
    pthread_getaffinity_np(pthread_self(), sizeof old, &old);
    auto restore = finally([&] { pthread_setaffinity_np(pthread_self(), sizeof old, &old); });
    pthread_setaffinity_np(pthread_self(), sizeof one, &one); // want pin-in-handler:warning "put back on every way out"
    if (work(n)) return 1;
    return 0;
}
