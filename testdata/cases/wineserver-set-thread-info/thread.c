// Case wineserver-set-thread-info: a thread of the client is the target. Handlers are made by a macro.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/types.h>

struct thread {
    pid_t unix_tid;
};
struct set_thread_info_request {
    unsigned handle, mask;
    unsigned long affinity;
};
#define DECL_HANDLER(name) void req_##name(const struct name##_request *req)
struct thread *get_thread(unsigned handle);

static int set_thread_affinity(struct thread *thread, unsigned long affinity) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (unsigned i = 0; i < 64; i++)
        if (affinity >> i & 1) CPU_SET(i, &set);
    return sched_setaffinity(thread->unix_tid, sizeof set, &set);
}

static void set_thread_info(struct thread *thread, const struct set_thread_info_request *req) {
    if (req->mask & 2) set_thread_affinity(thread, req->affinity);
}

DECL_HANDLER(set_thread_info) { // want-handler "server.request"
    struct thread *thread = get_thread(req->handle);
    if (thread) set_thread_info(thread, req);
}
