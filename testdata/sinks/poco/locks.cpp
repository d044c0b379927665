// POCO on its real headers: mutexes, guards, threads.
#include <Poco/Event.h>
#include <Poco/Mutex.h>
#include <Poco/RWLock.h>
#include <Poco/Semaphore.h>
#include <Poco/Thread.h>

static Poco::Mutex mutex;
static Poco::FastMutex fast;
static int value;

void on_mutex() {
    mutex.lock(); // want lock-in-handler:warning "Poco::Mutex::lock"
    mutex.unlock();
    fast.lock(); // want lock-in-handler "Poco::FastMutex::lock"
    fast.unlock();
    if (fast.tryLock())
        fast.unlock();
}

void on_guard() {
    Poco::FastMutex::ScopedLock lock(fast); // want lock-in-handler "Poco::ScopedLock::ScopedLock"
    value++;
}

void on_null(Poco::NullMutex &none) {
    Poco::ScopedLock<Poco::NullMutex> lock(none);
    value++;
}

void on_rwlock(Poco::RWLock &rw) {
    rw.readLock(); // want lock-in-handler "Poco::RWLock::readLock"
    rw.unlock();
    Poco::ScopedWriteRWLock writer(rw); // want lock-in-handler "Poco::ScopedWriteRWLock::ScopedWriteRWLock"
}

void on_wait(Poco::Semaphore &sem, Poco::Event &event) {
    sem.wait(); // want lock-in-handler "Poco::Semaphore::wait"
    sem.set();
    event.wait(); // want lock-in-handler "Poco::Event::wait"
}

static void work(void *) {
    mutex.lock(); // the other thread's business
    mutex.unlock();
}

void on_thread(Poco::Thread &thread) {
    thread.start(work, nullptr); // want thread-spawn-in-handler "Poco::Thread::start"
}

void on_priority(Poco::Thread &other) {
    Poco::Thread::current()->setPriority(Poco::Thread::PRIO_LOW); // want sched-in-handler "Poco::Thread::setPriority"
    other.setPriority(Poco::Thread::PRIO_LOW);
}
