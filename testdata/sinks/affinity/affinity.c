// Pins of the calling thread, in each way to name it.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

static cpu_set_t one_cpu(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    return set;
}

void on_zero(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

void on_gettid(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    sched_setaffinity(gettid(), sizeof set, &set); // want pin-in-handler "sched_setaffinity"
}

void on_syscall_gettid(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    sched_setaffinity((pid_t)syscall(SYS_gettid), sizeof set, &set); // want pin-in-handler "sched_setaffinity"
}

void on_pthread_self(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set); // want pin-in-handler "pthread_setaffinity_np"
}

void on_self_in_a_variable(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    pthread_t self = pthread_self();
    pthread_setaffinity_np(self, sizeof set, &set); // want pin-in-handler "pthread_setaffinity_np"
}

// Reading a mask changes nothing.
int on_read(void) {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    pthread_getaffinity_np(pthread_self(), sizeof set, &set);
    return CPU_COUNT(&set);
}

// The init process is surely not the calling thread.
void on_other(int cpu) {
    cpu_set_t set = one_cpu(cpu);
    sched_setaffinity(1, sizeof set, &set);
}
