// Assertions that log before they abort: the process is ending, whoever asserts. What also runs otherwise still counts.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int in_use_by_debugger;

static void crash_report(const char *what) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "as the process ends"
    fputs(what, stderr);
    pthread_mutex_unlock(&mutex);
}

static void assertion_failed(const char *what) {
    crash_report(what);
    if (in_use_by_debugger) return;
    abort();
}

static void panic(const char *what) {
    crash_report(what);
    abort();
}

#define CHECK(e) ((e) ? (void)0 : (assertion_failed(#e), __builtin_unreachable()))

int on_read(int n) {
    CHECK(n > 0);
    if (n > 100) panic("too many");
    return n;
}

static void note(const char *what) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_warn"
    fputs(what, stderr);
    pthread_mutex_unlock(&mutex);
}

/* It may return, and nobody says otherwise. */
static void complain(const char *what, int fatal) {
    note(what);
    if (fatal) abort();
}

void on_warn(int n) {
    if (n > 100) complain("too many", 0);
}

static void out_of_memory(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "as the process ends"
    pthread_mutex_unlock(&mutex);
    exit(1);
}

static void (*on_no_memory)(void) = out_of_memory;

void *on_allocate(size_t n) {
    void *p = malloc(n);
    if (!p) on_no_memory();
    return p;
}
