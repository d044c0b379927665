// Case qemu-thread-context: another thread is the target. A property that the monitor sets moves the thread that it
// describes.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

struct thread {
    pthread_t thread;
};
struct thread_context {
    struct thread thread;
    int started;
};
typedef void accessor(void *object, void *visitor, const char *name);
void class_property_add(void *klass, const char *name, const char *type, accessor *get, accessor *set);
void read_mask(void *visitor, cpu_set_t *set);

static int thread_set_affinity(struct thread *thread, const cpu_set_t *set) {
    return pthread_setaffinity_np(thread->thread, sizeof *set, set);
}
static void get_affinity(void *object, void *visitor, const char *name) { // want-handler "qom.property"
    (void)object, (void)visitor, (void)name;
}
static void set_affinity(void *object, void *visitor, const char *name) { // want-handler "qom.property"
    struct thread_context *context = object;
    cpu_set_t set;
    (void)name;
    read_mask(visitor, &set);
    if (context->started) thread_set_affinity(&context->thread, &set);
}
void class_init(void *klass) {
    class_property_add(klass, "cpu-affinity", "int", get_affinity, set_affinity);
}
