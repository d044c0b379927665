// Folly's executors and locks. Declarations of its headers that the test needs; Debian has no package of it.
#include "folly/folly.h"

static folly::SharedMutex shared;
static folly::Synchronized<int> value;

void on_work(folly::Executor &executor, folly::CPUThreadPoolExecutor &pool, folly::EventBase &loop) {
    executor.add([] {
        shared.lock(); // the executor's
        shared.unlock();
    });
    pool.add([] {
        shared.lock(); // the pool's
        shared.unlock();
    });
    loop.runInEventBaseThread([] {
        shared.lock(); // the loop's
        shared.unlock();
    });
}

void on_lock(folly::Baton<> &baton) {
    shared.lock(); // want lock-in-handler "folly::SharedMutexImpl::lock"
    shared.unlock();
    shared.lock_shared(); // want lock-in-handler "folly::SharedMutexImpl::lock_shared"
    shared.unlock_shared();
    *value.wlock() = 1; // want lock-in-handler "folly::SynchronizedBase::wlock"
    baton.wait();       // want lock-in-handler "folly::Baton::wait"
}
