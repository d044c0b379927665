// Hook variables of a host program: what is stored in them is called for each query.
#define _GNU_SOURCE
#include <sched.h>
#include <stddef.h>

typedef void (*executor_hook_type)(const char *query);
extern executor_hook_type executor_start_hook; // of the host
executor_hook_type planner_hook = NULL;
executor_hook_type fallback = NULL;

static executor_hook_type previous;

static void start(const char *query) { // want-handler "db.hook"
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(3, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler "sched_setaffinity"
    if (previous)
        previous(query);
}

static void plan(const char *query) { // want-handler "db.hook"
    (void)query;
}

static void last_resort(const char *query) {
    (void)query;
    unshare(CLONE_FS);
}

void module_init(void) {
    previous = executor_start_hook;
    executor_start_hook = start;
    planner_hook = plan;
    fallback = last_resort;
}
