// moodycamel's BlockingConcurrentQueue, which does not keep the order of different producers. Replies by the semaphore
// that comes with it; both spin for a while before they sleep.
#include <concurrentqueue/blockingconcurrentqueue.h>
#include <thread>
#include <vector>

#include "../peer.h"

namespace {

using semaphore = moodycamel::LightweightSemaphore;

struct task {
    bench_fn fn; // nullptr: stop
    void *data;
    semaphore *reply; // nullptr: nobody waits
};

struct server {
    bench_owner *owner;
    moodycamel::BlockingConcurrentQueue<task> queue;
    std::thread thread;

    explicit server(bench_owner *owned) : owner(owned) {
        thread = std::thread([this] { work(); });
    }

    void work() {
        moodycamel::ConsumerToken token(queue);
        for (task task{};;) {
            queue.wait_dequeue(token, task);
            if (!task.fn) return;
            task.fn(this->owner, task.data);
            if (task.reply) task.reply->signal();
        }
    }
};

void *start(const bench_peer *, const bench_setup *setup) { return new server(setup->owners); }

void post(void *self, unsigned, bench_fn fn, void *data) {
    static_cast<server *>(self)->queue.enqueue(task{fn, data, nullptr});
}

void call(void *self, unsigned, bench_fn fn, void *data) {
    semaphore reply;
    static_cast<server *>(self)->queue.enqueue(task{fn, data, &reply});
    reply.wait();
}

void batch(void *self, unsigned, bench_fn fn, void *data, size_t count) {
    semaphore reply;
    std::vector<task> tasks(count, task{fn, data, nullptr});
    tasks.back().reply = &reply;
    static_cast<server *>(self)->queue.enqueue_bulk(tasks.begin(), count);
    reply.wait();
}

void stop(void *argument) {
    auto *self = static_cast<server *>(argument);
    self->queue.enqueue(task{nullptr, nullptr, nullptr});
    self->thread.join();
    delete self;
}

} // namespace

extern "C" const bench_peer bench_moodycamel = {
    "moodycamel", BENCH_OWNS, 0, start, call, post, batch, stop, nullptr, nullptr,
};
