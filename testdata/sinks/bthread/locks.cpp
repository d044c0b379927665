// A bthread that waits for a bthread's lock lets its thread run others: none of these block. A lock of the thread does,
// and what a bthread that starts at once pins is the thread that started it.
#include <bthread/bthread.h>
#include <pthread.h>
#include <sched.h>

static bthread_mutex_t plain;
static bthread::Mutex mutex;
static pthread_mutex_t thread_mutex = PTHREAD_MUTEX_INITIALIZER;
static std::mutex std_mutex;

struct Session {
    bthread::Mutex lock;
    int value = 0;
};

void on_plain() {
    bthread_mutex_lock(&plain);
    bthread_mutex_unlock(&plain);
    mutex.lock();
    mutex.unlock();
}

void on_guards(Session &session) {
    std::lock_guard<bthread_mutex_t> one(plain);
    std::lock_guard<bthread::Mutex> two(session.lock);
    std::unique_lock<bthread::Mutex> three(mutex, std::defer_lock);
    three.lock();
    session.value++;
}

void on_deduced(Session &session) {
    std::lock_guard guard(session.lock);
    std::scoped_lock both(mutex);
    session.value++;
}

void on_thread_locks(Session &session) {
    pthread_mutex_lock(&thread_mutex); // want lock-in-handler "pthread_mutex_lock"
    pthread_mutex_unlock(&thread_mutex);
    std::lock_guard guard(std_mutex); // want lock-in-handler "std::lock_guard::lock_guard"
    session.value++;
}

static void *later(void *arg) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus); // on the thread that happens to run it
    return arg;
}

static void *now(void *arg) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
    return arg;
}

void on_start(bthread_t *tid) {
    bthread_start_background(tid, nullptr, later, nullptr);
    bthread_start_urgent(tid, nullptr, now, nullptr); // want pin-in-handler "now \(wrapper of sched_setaffinity\)"
}
