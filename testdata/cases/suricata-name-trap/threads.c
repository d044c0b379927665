// Case suricata-name-trap: true negative. The handler only writes down a number; the thread pins itself when it starts, under
// a name that is kept in a variable.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
    pthread_t thread;
    unsigned short cpu_affinity;
    int set;
} ThreadVars;
void inspect(ThreadVars *tv);

static int SetCPUAffinitySet(cpu_set_t *cs) {
    pid_t tid = (pid_t)syscall(SYS_gettid);
    return sched_setaffinity(tid, sizeof *cs, cs);
}

static int SetCPUAffinity(unsigned short cpu) {
    cpu_set_t cs;
    CPU_ZERO(&cs);
    CPU_SET(cpu, &cs);
    return SetCPUAffinitySet(&cs);
}

static void *thread_main(void *data) {
    ThreadVars *tv = data;
    if (tv->set) SetCPUAffinity(tv->cpu_affinity);
    inspect(tv);
    return NULL;
}

static int TmThreadSetCPUAffinity(ThreadVars *tv, unsigned short cpu) {
    tv->set = 1;
    tv->cpu_affinity = cpu;
    return 0;
}

void on_configure(ThreadVars *tv) { TmThreadSetCPUAffinity(tv, 3); } // want-handler "app.event"

int start(ThreadVars *tv) { return pthread_create(&tv->thread, NULL, thread_main, tv); }
