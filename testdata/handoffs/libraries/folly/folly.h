// Declarations of Folly, as ../folly.cpp needs them.
#ifndef FOLLY_FOLLY_H
#define FOLLY_FOLLY_H
#include <functional>

namespace folly {
using Func = std::function<void()>;

class Executor {
public:
    virtual ~Executor() {}
    virtual void add(Func func) = 0;
};

class CPUThreadPoolExecutor : public Executor {
public:
    void add(Func func) override;
};

class EventBase {
public:
    void runInEventBaseThread(Func fn) noexcept;
};

template <bool ReaderPriority>
class SharedMutexImpl {
public:
    void lock();
    void unlock();
    void lock_shared();
    void unlock_shared();
};
using SharedMutex = SharedMutexImpl<false>;

template <typename Subclass>
class SynchronizedBase {
public:
    int *wlock();
};
template <typename T>
class Synchronized : public SynchronizedBase<Synchronized<T>> {};

template <bool MayBlock = true>
class Baton {
public:
    void wait() noexcept;
};
}  // namespace folly
#endif
