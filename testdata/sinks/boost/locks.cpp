// Boost.Thread on its real headers: mutexes, guards with and without tags, threads, and fibers, whose locks do not block
// the thread.
#define BOOST_THREAD_PROVIDES_SHARED_MUTEX_UPWARDS_CONVERSIONS
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/numa/pin_thread.hpp>
#include <boost/thread.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/null_mutex.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <mutex>

static boost::mutex mutex;
static boost::recursive_mutex recursive;
static boost::timed_mutex timed;
static boost::shared_mutex shared;
static int value;

void on_mutex() {
    mutex.lock(); // want lock-in-handler:warning "boost::mutex::lock"
    mutex.unlock();
    if (mutex.try_lock())
        mutex.unlock();
    recursive.lock(); // want lock-in-handler "boost::recursive_mutex::lock"
    recursive.unlock();
}

void on_timed() {
    if (timed.try_lock_for(boost::chrono::milliseconds(1))) // want lock-in-handler "boost::timed_mutex::try_lock_for"
        timed.unlock();
}

void on_shared() {
    shared.lock_shared(); // want lock-in-handler "boost::shared_mutex::lock_shared"
    shared.unlock_shared();
    shared.lock_upgrade(); // want lock-in-handler "boost::shared_mutex::lock_upgrade"
    shared.unlock_upgrade();
    shared.lock(); // want lock-in-handler "boost::shared_mutex::lock"
    shared.unlock();
}

void on_try(boost::condition_variable &filled) {
    if (shared.try_lock())
        shared.unlock();
    if (shared.try_lock_shared())
        shared.unlock_shared();
    if (timed.try_lock())
        timed.unlock();
    filled.notify_one();
    filled.notify_all();
}

void on_guard() {
    boost::lock_guard<boost::mutex> guard(mutex); // want lock-in-handler "boost::lock_guard::lock_guard"
    value++;
}

void on_adopt() {
    if (!mutex.try_lock())
        return;
    boost::lock_guard<boost::mutex> guard(mutex, boost::adopt_lock);
    value++;
}

void on_scoped() {
    boost::mutex::scoped_lock lock(mutex); // want lock-in-handler "boost::unique_lock::unique_lock"
    value++;
}

void on_tags() {
    boost::unique_lock<boost::mutex> deferred(mutex, boost::defer_lock);
    boost::unique_lock<boost::mutex> tried(mutex, boost::try_to_lock);
    deferred.lock(); // want lock-in-handler "boost::unique_lock::lock"
}

void on_upgrade() {
    boost::shared_lock<boost::shared_mutex> reader(shared);   // want lock-in-handler "boost::shared_lock::shared_lock"
    boost::upgrade_lock<boost::shared_mutex> upgrade(shared); // want lock-in-handler "boost::upgrade_lock::upgrade_lock"
    boost::upgrade_to_unique_lock<boost::shared_mutex> unique(upgrade); // want lock-in-handler "upgrade_to_unique_lock"
    value++;
}

void on_null(boost::null_mutex &none) {
    boost::lock_guard<boost::null_mutex> guard(none);
    value++;
}

// The scheduler runs another fiber meanwhile.
void on_fiber(boost::fibers::mutex &fiber) {
    std::unique_lock<boost::fibers::mutex> lock(fiber);
    fiber.lock();
    fiber.unlock();
}

static void work() {
    mutex.lock(); // the other thread's business
    mutex.unlock();
}

void on_thread() {
    boost::thread thread(work); // want thread-spawn-in-handler "boost::thread::thread"
    boost::thread none;
    thread.detach();
}

void on_pin() {
    boost::fibers::numa::pin_thread(3); // want pin-in-handler "boost::fibers::numa::pin_thread"
}
