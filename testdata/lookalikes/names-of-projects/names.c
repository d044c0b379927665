// Names that sound like pinning and are none: what they do stands beside them, in the words of their projects.
#include <stdint.h>
// want-none

struct spdk_thread;
struct spdk_cpuset {
    char str[1025];
    uint8_t cpus[128];
};

// SPDK: a logical thread moves to another core by message; the calling thread stays where it is.
int spdk_thread_set_cpumask(struct spdk_cpuset *cpumask);
int spdk_thread_send_msg(const struct spdk_thread *thread, void (*fn)(void *ctx), void *ctx);

static void moved(void *ctx) {
    (void)ctx;
}

int on_rpc_thread_set_cpumask(struct spdk_thread *thread, struct spdk_cpuset *mask) { // want-handler "app.event"
    spdk_thread_send_msg(thread, moved, mask);
    return spdk_thread_set_cpumask(mask);
}

// Suricata: notes down a number; the thread pins itself when it starts.
typedef struct {
    int cpu_affinity, thread_setup_flags;
} ThreadVars;

static int TmThreadSetCPUAffinity(ThreadVars *tv, uint16_t cpu) {
    tv->thread_setup_flags |= 1;
    tv->cpu_affinity = cpu;
    return 0;
}

static int TmThreadSetCPU(ThreadVars *tv, uint8_t type) {
    tv->thread_setup_flags |= 2;
    tv->cpu_affinity = type;
    return 0;
}

int on_command(ThreadVars *tv) { // want-handler "app.event"
    return TmThreadSetCPUAffinity(tv, 3) + TmThreadSetCPU(tv, 1);
}

// nginx: a directive of the configuration, which only stores masks.
static uint64_t masks[8];
static char *ngx_set_cpu_affinity(void *cf, void *cmd, void *conf) {
    masks[0] = (uintptr_t)cf & (uintptr_t)cmd & (uintptr_t)conf;
    return 0;
}

char *on_directive(void *cf, void *cmd, void *conf) { // want-handler "app.event"
    return ngx_set_cpu_affinity(cf, cmd, conf);
}

// A static function of the project that is called like one of a library is not the library's.
static int sched_setaffinity(int pid, unsigned long size, const void *mask) {
    return pid + (int)size + (mask != 0);
}

int on_own(void) { // want-handler "app.event"
    return sched_setaffinity(0, 8, masks);
}
