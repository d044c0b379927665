// ZMQ_AFFINITY names the library's I/O threads for a socket, not CPUs; the options of the context are for threads that the
// library starts later.
#include <stdint.h>
#include <zmq.h>
// want-none

void on_connect(void *context, void *socket) { // want-handler "app.event"
    uint64_t threads = 3;
    zmq_setsockopt(socket, ZMQ_AFFINITY, &threads, sizeof threads);
    zmq_ctx_set(context, ZMQ_THREAD_AFFINITY_CPU_ADD, 2);
    zmq_ctx_set(context, ZMQ_THREAD_PRIORITY, 1);
}
