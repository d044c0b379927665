// What stands in the body of a coroutine is called like anything else, also inside what it waits for.
#include <coroutine>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct task {
    struct promise_type {
        task get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};

struct answer {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    int await_resume() { return 1; }
};

static int lock(int n) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request" want-other lock-in-handler "on_other"
    pthread_mutex_unlock(&mutex);
    return n;
}

static answer ask(int) { return {}; }

extern "C" task on_request(int n) {
    if (n > 1)
        lock(n);
    co_await ask(n);
}

extern "C" task on_other(int n) {
    int m = co_await ask(lock(n));
    if (m)
        co_return;
}
