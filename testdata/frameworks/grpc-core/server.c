// With the real header and the shipped pack. There is no callback: what comes out of the queue is served in the loop.
#define _GNU_SOURCE
#include <grpc/grpc.h>
#include <grpc/support/time.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "poll"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void answer(void *tag) {
    stay_on_one_cpu(); // want pin-in-handler:error "poll"
    count();
    (void)tag;
}

static void *work(void *data) {
    stay_on_one_cpu();
    return data;
}

static void poll(grpc_completion_queue *queue) { // want-handler "grpc.queue"
    grpc_event event;
    do {
        event = grpc_completion_queue_next(queue, gpr_inf_future(GPR_CLOCK_REALTIME), NULL);
        if (event.type == GRPC_OP_COMPLETE)
            answer(event.tag);
    } while (event.type != GRPC_QUEUE_SHUTDOWN);
}

// Runs when something is there, on a thread of the library.
static void ready(grpc_completion_queue_functor *functor, int ok) { // want-handler "grpc.queue"
    pthread_t thread;
    (void)functor, (void)ok;
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "ready"
}

int main(void) {
    grpc_completion_queue_functor functor = {.functor_run = ready};
    grpc_init();
    count(); // before the loop
    grpc_completion_queue_create_for_callback(&functor, NULL);
    poll(grpc_completion_queue_create_for_next(NULL));
    grpc_shutdown();
    return 0;
}
