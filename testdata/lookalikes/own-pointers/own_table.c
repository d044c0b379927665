// Pointers that the program fills itself are no library's, whatever they are called.
#include <pthread.h>
// want-none

struct ops {
    void (*pthread_mutex_lock)(int *value);
};

static void bump(int *value) {
    ++*value;
}

static const struct ops ops = {bump};
static void (*sched_setaffinity_hook)(int *value) = bump;
static void (*numa_bind)(int *value) = bump;

void on_own(int *value) { // want-handler "app.event"
    void (*cap_set_proc)(int *) = bump;
    ops.pthread_mutex_lock(value);
    sched_setaffinity_hook(value);
    numa_bind(value);
    cap_set_proc(value);
}
