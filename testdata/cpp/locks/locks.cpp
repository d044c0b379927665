// Guards of the standard library: whoever makes one waits. Those that do not wait are told by their arguments.
#include <chrono>
#include <mutex>
#include <shared_mutex>

static std::mutex mutex, other;
static std::shared_mutex shared;
static std::timed_mutex timed;
static int value;

extern "C" int on_guard() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler "lock_guard"
    return value;
}

extern "C" int on_deduced() {
    std::lock_guard guard(mutex); // want lock-in-handler "lock_guard"
    return value;
}

extern "C" int on_unique() {
    std::unique_lock<std::mutex> lock(mutex); // want lock-in-handler "unique_lock"
    return value;
}

extern "C" int on_deferred() {
    std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
    return value;
}

extern "C" int on_deferred_then_locked() {
    std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
    lock.lock(); // want lock-in-handler "lock"
    return value;
}

extern "C" int on_try() {
    std::unique_lock<std::mutex> lock(mutex, std::try_to_lock);
    return lock.owns_lock() ? value : -1;
}

extern "C" int on_adopt() {
    if (!mutex.try_lock())
        return -1;
    std::lock_guard<std::mutex> guard(mutex, std::adopt_lock);
    return value;
}

extern "C" int on_scoped() {
    std::scoped_lock both(mutex, other); // want lock-in-handler "scoped_lock"
    return value;
}

extern "C" int on_shared() {
    std::shared_lock<std::shared_mutex> lock(shared); // want lock-in-handler "shared_lock"
    return value;
}

extern "C" int on_plain() {
    mutex.lock(); // want lock-in-handler "mutex"
    int copy = value;
    mutex.unlock();
    return copy;
}
