// oneTBB on its real headers: mutexes, scoped locks, and bodies that run here or on a worker.
#include <oneapi/tbb/mutex.h>
#include <oneapi/tbb/null_mutex.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/queuing_mutex.h>
#include <oneapi/tbb/rw_mutex.h>
#include <oneapi/tbb/spin_mutex.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>
#include <mutex>

static tbb::mutex mutex;
static int value;

void on_mutex() {
    mutex.lock(); // want lock-in-handler:warning "mutex::lock"
    mutex.unlock();
    if (mutex.try_lock())
        mutex.unlock();
}

void on_others(tbb::spin_mutex &spin, tbb::rw_mutex &rw) {
    spin.lock(); // want lock-in-handler "spin_mutex::lock"
    spin.unlock();
    rw.lock_shared(); // want lock-in-handler "rw_mutex::lock_shared"
    rw.unlock_shared();
}

void on_scoped(tbb::queuing_mutex &queuing, tbb::rw_mutex &rw) {
    tbb::mutex::scoped_lock lock(mutex);             // want lock-in-handler "unique_scoped_lock"
    tbb::queuing_mutex::scoped_lock second(queuing); // want lock-in-handler "queuing_mutex::scoped_lock"
    tbb::rw_mutex::scoped_lock third(rw, false);     // want lock-in-handler "rw_scoped_lock"
    tbb::spin_mutex::scoped_lock empty;
    value++;
}

void on_std_guard() {
    std::lock_guard<tbb::mutex> guard(mutex); // want lock-in-handler "std::lock_guard::lock_guard"
    value++;
}

void on_arena(tbb::task_arena &arena, tbb::task_group &group) {
    arena.execute([] {
        mutex.lock(); // want lock-in-handler "mutex::lock"
        mutex.unlock();
    });
    arena.enqueue([] {
        mutex.lock(); // a worker's
        mutex.unlock();
    });
    group.run([] {
        mutex.lock(); // a worker's
        mutex.unlock();
    });
}
