// Exceptions: the same as longjmp.
#include <mutex>
#include <stdexcept>

static std::mutex mutex;

static void log_bad(int n) {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "on_post"
    (void)n;
}

[[noreturn]] static void reject(int n) {
    mutex.lock(); // want lock-in-handler:note "on the way out of an error"
    mutex.unlock();
    throw std::runtime_error(n ? "bad" : "worse");
}

void on_post(int n) {
    if (n < 0) {
        log_bad(n);
        throw std::runtime_error("negative");
    }
    if (n > 9) reject(n);
}
