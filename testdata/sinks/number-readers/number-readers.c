// Functions that read a number from outside: those of the project's file, and one that a library hands out by a pointer.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/types.h>

static cpu_set_t set;

long wire_read_long(void *wire);
int wire_read_into(void *wire, long *number);
long wire_peer(void *wire);
extern int (*RedisModule_StringToLongLong)(const void *text, long long *number);

void on_result(void *wire) {
    sched_setaffinity((pid_t)wire_read_long(wire), sizeof set, &set); // want pin-in-handler:warning "may pin its thread"
}

void on_address(void *wire) {
    long pid = -1;
    wire_read_into(wire, &pid);
    sched_setaffinity((pid_t)pid, sizeof set, &set); // want pin-in-handler:warning "may pin its thread"
}

void on_pointer(const void *text) {
    long long pid = -1;
    RedisModule_StringToLongLong(text, &pid);
    sched_setaffinity((pid_t)pid, sizeof set, &set); // want pin-in-handler:warning "may pin its thread"
}

// What nobody says reads from outside: another process.
void on_peer(void *wire) { sched_setaffinity((pid_t)wire_peer(wire), sizeof set, &set); }
