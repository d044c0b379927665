// Declarations of brpc's bthread/bthread.h and bthread/mutex.h that the test needs; Debian has no package of it.
#ifndef BTHREAD_BTHREAD_H
#define BTHREAD_BTHREAD_H
#include <cstdint>
#include <mutex>

typedef uint64_t bthread_t;
typedef struct {
    unsigned flags;
} bthread_attr_t;
typedef struct bthread_mutex_t {
    unsigned *butex;
} bthread_mutex_t;

extern "C" {
int bthread_start_urgent(bthread_t *tid, const bthread_attr_t *attr, void *(*fn)(void *), void *args);
int bthread_start_background(bthread_t *tid, const bthread_attr_t *attr, void *(*fn)(void *), void *args);
int bthread_mutex_trylock(bthread_mutex_t *mutex);
int bthread_mutex_lock(bthread_mutex_t *mutex);
int bthread_mutex_unlock(bthread_mutex_t *mutex);
}

namespace bthread {
class Mutex {
public:
    void lock() { bthread_mutex_lock(&mutex_); }
    void unlock() { bthread_mutex_unlock(&mutex_); }
    bool try_lock() { return !bthread_mutex_trylock(&mutex_); }

private:
    bthread_mutex_t mutex_ = {};
};
}  // namespace bthread

namespace std {
template <>
class lock_guard<bthread_mutex_t> {
public:
    explicit lock_guard(bthread_mutex_t &mutex) : mutex_(&mutex) { bthread_mutex_lock(mutex_); }
    ~lock_guard() { bthread_mutex_unlock(mutex_); }

private:
    bthread_mutex_t *mutex_;
};
}  // namespace std
#endif
