// Case redis-bgsave-affinity: true negative, only the forked child is pinned: a note says so.
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct client client;
struct redisCommand {
    const char *name;
    void (*proc)(client *c);
};
int write_file(void);
void note_child(pid_t pid);

static void set_cpu_affinity(const char *list) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(strtoul(list, NULL, 10), &set);
    sched_setaffinity(0, sizeof set, &set);
}

static int fork_for(int purpose) {
    int pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) {
        if (purpose) close(3);
    } else {
        note_child(pid);
    }
    return pid;
}

static int save_in_background(void) {
    pid_t child;
    if ((child = fork_for(1)) == 0) {
        set_cpu_affinity("1");
        _exit(write_file());
    }
    return child < 0 ? -1 : 0;
}

static void bgsaveCommand(client *c) {
    (void)c;
    save_in_background(); // want pin-in-handler:note "in a forked child"
}

struct redisCommand commands[] = {{"bgsave", bgsaveCommand}};
