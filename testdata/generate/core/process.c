#define _GNU_SOURCE
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core.h"

static void (*out_of_memory)(size_t size);
static void (*log_sink)(int level, const char *line);

void core_on_out_of_memory(void (*handler)(size_t size)) { out_of_memory = handler; }
void core_on_log(void (*sink)(int level, const char *line)) { log_sink = sink; }

void *core_alloc(size_t size) {
    void *memory = malloc(size);
    if (!memory) {
        if (out_of_memory) out_of_memory(size);
        abort();
    }
    return memory;
}

void core_free(void *memory) { free(memory); }

void core_log(int level, const char *format, ...) {
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (log_sink) log_sink(level, line);
}

/* The child gets a CPU of its own: no request is handled there. */
static void pin_child(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

void process_title(const char *title) { core_log(0, "now %s", title); }

int process_fork(const char *what) {
    int pid = fork();
    if (pid == 0) {
        process_title(what);
        pin_child();
    }
    return pid;
}

void guard_enter(struct guard *guard) { pthread_mutex_lock(&guard->mutex); }
void guard_leave(struct guard *guard) { pthread_mutex_unlock(&guard->mutex); }
