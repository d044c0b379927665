// What extraction notes down: evaluated constants, the paths that pointers take, attributes, types.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#define QUIET (LOCK_EX | LOCK_NB)
enum { TENANTS = 1 << 4 };

struct ops {
    int (*run)(int);
};

static int twice(int n) { // want-fact functions "\"name\": \"twice\".*\"type\": \"int \(int\)\".*internal"
    return 2 * n;
}

static struct ops table[] = {{twice}}; // want-fact flows "\"to\": \"table.run\".*\"from\": \"twice\""

__attribute__((constructor)) static void early(void) {} // want-fact functions "startup"

_Noreturn void give_up(void) { // want-fact functions "noreturn"
    _exit(TENANTS + 1); // want-fact calls "\"arguments\": \[\"17\"\]"
}

void take(const void *a, char *b);
void on_null(void) {
    take((void *)0, ((char *)0)); // want-fact calls "\"callee\": \"take\".*\"arguments\": \[\"0\", \"0\"\]"
}

int on_call(int fd, struct ops *ops, int (*callback)(int)) {
    flock(fd, QUIET);          // want-fact calls "\"callee\": \"flock\".*\"6\""
    syscall(SYS_gettid, -1L);  // want-fact calls "\"callee\": \"syscall\".*\"-1\""
    fd = table[fd].run(1);     // want-fact calls "\"kind\": \"indirect\".*\"via\": \"table.run\""
    fd += ops->run(2);         // want-fact calls "\"via\": \".*run\".*\"type\": \"int \(int\)\""
    ops->run = callback;       // want-fact flows "run.*on_call\$2"
    return callback(fd);       // want-fact calls "\"via\": \"on_call\$2\""
}
