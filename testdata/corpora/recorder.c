/*
 * Records what a program really calls. A library to preload (LD_PRELOAD) to a program that is compiled with -O0 -g
 * -finstrument-functions. Linux only.
 *
 * What is kept is the calling-context tree: a node is a function, called at one place, below a node. Threads and signal
 * handlers start at the root. Each process writes its tree to a file of its own, $PINLINT_RECORD_DIR/PID.N, when it
 * ends: at exit, before execve, and on SIGTERM or SIGINT if the program does not handle them. truth_symbolise.py reads
 * it. A child of fork writes the parent's nodes again, and marks those that only the child made.
 *
 * Nothing here takes a lock or allocates, because signal handlers are recorded as well.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAX_NODES = 1 << 25, BUCKETS = 1 << 20, MAX_DEPTH = 1 << 16 };
enum { FORKED = 1, SIGNAL = 2, INLINED = 4 }; /* flags of a node; truth_symbolise.py knows them */

typedef struct {
    uint64_t function, site; /* site: the address that the call returns to */
    uint32_t parent;         /* 0: the root */
    uint32_t flags;
    uint32_t next; /* in the bucket */
    uint32_t unused;
} node_t;

typedef struct {
    uintptr_t frame;
    uint32_t node;
    uint32_t slots;
} frame_t;

static node_t *nodes;             /* from 1 on; pages are there when they are used */
static _Atomic uint32_t *buckets; /* first node of each, 0: none */
static _Atomic uint32_t n_nodes = 1;
static _Atomic uint32_t n_files;
static uint32_t in_child;
static char directory[4096]; /* kept from the start: servers take their environment apart */
static _Thread_local frame_t *stack;
static _Thread_local uint32_t depth;

void __cyg_profile_func_enter(void *function, void *site);
void __cyg_profile_func_exit(void *function, void *site);

static void die(const char *why) {
    ssize_t ignored = write(STDERR_FILENO, why, strlen(why));
    (void)ignored;
    syscall(SYS_exit_group, 70);
}

static void *map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) die("recorder: no memory\n");
    return memory;
}

static void write_all(int fd, const void *data, size_t size) {
    const char *at = data;
    while (size > 0) {
        ssize_t n = write(fd, at, size < 1 << 24 ? size : 1 << 24);
        if (n <= 0) die("recorder: cannot write\n");
        at += n;
        size -= (size_t)n;
    }
}

/* The memory map (text), a line "nodes N", and N nodes. */
static void dump(void) {
    char name[sizeof directory + 32], buffer[4096];
    if (!*directory || !nodes) return;
    snprintf(name, sizeof name, "%s/%ld.%u", directory, (long)getpid(), atomic_fetch_add(&n_files, 1));
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || maps < 0) die("recorder: cannot open its files\n");
    for (ssize_t n; (n = read(maps, buffer, sizeof buffer)) > 0;) write_all(fd, buffer, (size_t)n);
    uint32_t count = atomic_load(&n_nodes);
    int length = snprintf(buffer, sizeof buffer, "nodes %u\n", count);
    write_all(fd, buffer, (size_t)length);
    write_all(fd, nodes, count * sizeof *nodes);
    close(fd);
    close(maps);
}

static void on_signal(int signal) {
    (void)signal;
    dump();
    syscall(SYS_exit_group, 0);
}

static void on_fork(void) { in_child = FORKED; }

__attribute__((constructor(101))) static void start(void) {
    const char *set = getenv("PINLINT_RECORD_DIR");
    if (set && strlen(set) < sizeof directory) strcpy(directory, set);
    buckets = map(BUCKETS * sizeof *buckets);
    nodes = map((size_t)MAX_NODES * sizeof *nodes);
    pthread_atfork(NULL, NULL, on_fork);
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    atexit(dump);
}

/* These end a process without the functions of atexit: what ran so far is written first. */
void _exit(int status) {
    dump();
    for (;;) syscall(SYS_exit_group, status);
}

int execve(const char *path, char *const arguments[], char *const environment[]) {
    dump();
    return (int)syscall(SYS_execve, path, arguments, environment);
}

/* Code that has gone could not be named at the end. */
int dlclose(void *library) {
    (void)library;
    return 0;
}

/* The kernel has signal handlers return to `mov $15, %rax; syscall`. */
static int is_signal_return(const void *site) {
#ifdef __x86_64__
    return memcmp(site, "\x48\xc7\xc0\x0f\x00\x00\x00\x0f\x05", 9) == 0;
#else
#error "how do signal handlers return on this machine?"
#endif
}

static uint32_t find(uint32_t at, uint32_t end, uint32_t parent, uint64_t function, uint64_t site) {
    for (; at != end; at = nodes[at].next)
        if (nodes[at].parent == parent && nodes[at].function == function && nodes[at].site == site) return at;
    return 0;
}

static uint32_t intern(uint32_t parent, uint64_t function, uint64_t site, uint32_t flags) {
    uint64_t hash = (function * 31 + site * 0x9e3779b97f4a7c15u) ^ ((uint64_t)parent * 0xff51afd7ed558ccdu);
    _Atomic uint32_t *bucket = &buckets[(hash ^ hash >> 29) % BUCKETS];
    uint32_t first = atomic_load(bucket);
    uint32_t found = find(first, 0, parent, function, site);
    if (found) return found;
    uint32_t made = atomic_fetch_add(&n_nodes, 1);
    if (made >= MAX_NODES) die("recorder: too many calling contexts\n");
    nodes[made] =
        (node_t){.function = function, .site = site, .parent = parent, .flags = flags | in_child, .next = first};
    while (!atomic_compare_exchange_strong(bucket, &nodes[made].next, made)) {
        found = find(nodes[made].next, first, parent, function, site); /* what others put in meanwhile */
        if (found) {
            nodes[made].function = 0; /* left over */
            return found;
        }
        first = nodes[made].next;
    }
    return made;
}

void __cyg_profile_func_enter(void *function, void *site) {
    uintptr_t frame = *(uintptr_t *)__builtin_frame_address(0); /* the caller's */
    if (!nodes) return;                                         /* a constructor, before ours */
    if (!stack) stack = map(MAX_DEPTH * sizeof *stack);
    int is_signal = is_signal_return(site);
    while (!is_signal && depth > 0 && stack[depth - 1].frame < frame)
        depth -= stack[depth - 1].slots; /* left by longjmp */
    uint32_t parent = depth > 0 && !is_signal ? stack[depth - 1].node : 0;
    int inlined = parent && stack[depth - 1].frame == frame;
    uint32_t made = intern(parent, (uintptr_t)function, (uintptr_t)site, is_signal ? SIGNAL : inlined ? INLINED : 0);
    /* A signal may come between the next two lines: its handler leaves the slot alone that was just written. */
    uint32_t slots = is_signal ? 2 : 1;
    if (depth + slots > MAX_DEPTH) die("recorder: calls are nested too deeply\n");
    stack[depth + slots - 1] = (frame_t){frame, made, slots};
    atomic_signal_fence(memory_order_seq_cst);
    depth += slots;
}

void __cyg_profile_func_exit(void *function, void *site) {
    uintptr_t frame = *(uintptr_t *)__builtin_frame_address(0);
    (void)function;
    (void)site;
    while (depth > 0 && stack[depth - 1].frame < frame) depth -= stack[depth - 1].slots;
    if (depth > 0 && stack[depth - 1].frame == frame) depth -= stack[depth - 1].slots;
}
