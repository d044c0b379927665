// Boost.Asio's thread_pool with one thread. Replies by semaphore: cheaper than the std::future that it can give.
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <semaphore.h>

#include "../peer.h"

namespace {

struct server {
    bench_owner *owner;
    boost::asio::thread_pool pool{1};
};

void *start(const bench_peer *, const bench_setup *setup) { return new server{setup->owners}; }

void post(void *argument, unsigned, bench_fn fn, void *data) {
    auto *self = static_cast<server *>(argument);
    boost::asio::post(self->pool, [owner = self->owner, fn, data] { fn(owner, data); });
}

void call(void *argument, unsigned, bench_fn fn, void *data) {
    auto *self = static_cast<server *>(argument);
    sem_t reply;
    sem_init(&reply, 0, 0);
    boost::asio::post(self->pool, [owner = self->owner, fn, data, reply = &reply] {
        fn(owner, data);
        sem_post(reply);
    });
    while (sem_wait(&reply) != 0) {
    }
    sem_destroy(&reply);
}

void batch(void *self, unsigned client, bench_fn fn, void *data, size_t count) {
    for (size_t i = 1; i < count; i++) post(self, client, fn, data);
    call(self, client, fn, data);
}

void stop(void *argument) {
    auto *self = static_cast<server *>(argument);
    self->pool.join();
    delete self;
}

} // namespace

extern "C" const bench_peer bench_asio = {
    "Boost.Asio thread_pool", BENCH_OWNS | BENCH_ORDERS, 0, start, call, post, batch, stop, nullptr, nullptr,
};
