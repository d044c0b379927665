// A zero that fork did not return is no sign of a child: of a process that never forked, or of the parent.
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void pin(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

void on_condition(int n) {
    pid_t pid = 0;
    if (n) pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) pin(); // want pin-in-handler:error "in its own body; "
}

void on_else(int n) {
    int pid;
    if (n)
        pid = fork(); // want thread-spawn-in-handler "fork"
    else
        pid = 0;
    if (!pid) pin(); // want pin-in-handler:error "in its own body; "
}

void on_operator(int n) {
    int pid = n ? fork() : 0; // want thread-spawn-in-handler "fork"
    if (!pid) pin();          // want pin-in-handler:error "in its own body; "
}

static pid_t fork_if(int n) {
    if (!n) return 0;
    return fork(); // want thread-spawn-in-handler "fork"
}

void on_wrapper(int n) {
    if (fork_if(n) == 0) pin(); // want pin-in-handler:error "in its own body; "
}

void on_copy(int n) {
    pid_t first = 0, pid;
    if (n) first = fork(); // want thread-spawn-in-handler "fork"
    pid = first;
    switch (pid) {
    case 0:
        pin(); // want pin-in-handler:error "in its own body; "
        break;
    default: break;
    }
}

// The parent has waited, and forgets the child.
void on_forgotten(int n) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid > 0 && waitpid(pid, 0, 0) == pid) pid = 0;
    if (n && pid == 0) pin(); // want pin-in-handler:error "in its own body; "
}

// The second fork says nothing about what the first should have.
void on_second(int n) {
    pid_t first = 0, second;
    if (n) first = fork(); // want thread-spawn-in-handler "fork"
    second = fork();       // want thread-spawn-in-handler "fork"
    if (second < 0 || first) return;
    pin(); // want pin-in-handler:error "in its own body; "
}

void on_number(int n) {
    pid_t pid = -n;
    if (n > 3) pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) pin();     // want pin-in-handler:error "in its own body; "
}

// What is certainly written over does not count, nor what the test cannot mean.
void on_initialiser(void) {
    pid_t pid = 0;
    pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}

void on_failure(int n) {
    pid_t pid = -1;
    if (n) pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}

void on_two(void) {
    pid_t first = 0, second = 0;
    first = fork(); // want thread-spawn-in-handler "fork"
    if (first == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
    second = fork(); // want thread-spawn-in-handler "fork"
    if (second == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}

void on_loop(int n) {
    pid_t pid = 0;
    while (n-- > 0) {
        pid = fork(); // want thread-spawn-in-handler "fork"
        if (pid == 0) {
            pin(); // want pin-in-handler:note "in its own body, in a forked child"
            _exit(0);
        }
        pid = 0;
    }
}

// The child says itself that it is one.
static pid_t fork_and_close(int fd) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    if (pid == 0) {
        close(fd);
        return 0;
    }
    if (pid < 0) return -1;
    return pid;
}

void on_closing(int fd) {
    if (fork_and_close(fd) == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}

// Each of two values is known.
void on_either(int n) {
    pid_t pid = n ? vfork() : fork(); // want thread-spawn-in-handler "fork" want thread-spawn-in-handler "vfork"
    if (pid == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}

static pid_t fork_or_fail(void) {
    pid_t pid = fork(); // want thread-spawn-in-handler "fork"
    return pid < 0 ? -1 : pid;
}

void on_conditional(void) {
    if (fork_or_fail() == 0) {
        pin(); // want pin-in-handler:note "in its own body, in a forked child"
        _exit(0);
    }
}
