// Case redis-bio-iothread: true negative. Background threads, I/O threads and main pin themselves when they start.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

typedef struct client client;
struct redisCommand {
    const char *name;
    void (*proc)(client *c);
};
void serve(struct redisCommand *command);
void run_job(void);

static void set_cpu_affinity(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
}
static void *background_jobs(void *data) {
    set_cpu_affinity(data ? 1 : 2);
    for (;;) run_job();
    return NULL;
}
static void *io_main(void *data) {
    (void)data;
    set_cpu_affinity(3);
    for (;;) run_job();
    return NULL;
}

static void pingCommand(client *c) { (void)c; } // want-handler "redis.command"
struct redisCommand commands[] = {{"ping", pingCommand}};

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, background_jobs, NULL);
    pthread_create(&threads[1], NULL, io_main, NULL);
    set_cpu_affinity(0);
    for (;;) serve(commands);
}
