// Case ovs-pmd-start: true negative. A polling thread pins itself when it starts; a handler of the main loop makes one.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

struct pmd {
    pthread_t thread;
    unsigned core;
};
int poll_ports(struct pmd *pmd);

static int setaffinity_dump(const cpu_set_t *set) { return pthread_setaffinity_np(pthread_self(), sizeof *set, set); }
static int setaffinity_core(unsigned core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    return setaffinity_dump(&set);
}

static void *pmd_main(void *data) {
    struct pmd *pmd = data;
    setaffinity_core(pmd->core);
    while (poll_ports(pmd)) {
    }
    return NULL;
}

void on_reconfigure(struct pmd *pmd) {
    pthread_create(&pmd->thread, NULL, pmd_main, pmd); // want thread-spawn-in-handler "on_reconfigure"
}
