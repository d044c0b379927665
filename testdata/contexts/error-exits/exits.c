// A branch that ends the process is no request handling, unless it loops; and a handler that always exits is a handler.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void log_error(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "as the process ends"
    pthread_mutex_unlock(&mutex);
}

int on_start(int argc) {
    if (argc < 2) {
        fputs("usage\n", stderr);
        log_error();
        exit(2);
    }
    switch (argc) {
    case 3: return 1;
    case 4: log_error(); exit(4);
    default: break;
    }
    return 0;
}

static void serve(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_mode"
    pthread_mutex_unlock(&mutex);
}

void on_mode(int daemon) {
    if (daemon) {
        for (int i = 0; i < daemon; i++) serve();
        exit(0);
    }
}

static void last_words(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_request_process"
    pthread_mutex_unlock(&mutex);
}

/* One process a request: it serves, then it ends. */
void on_request_process(void) {
    last_words();
    exit(0);
}

static void leave_thread(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_thread_end"
    pthread_mutex_unlock(&mutex);
    pthread_exit(NULL);
}

/* The end of a thread is not the end of the process. */
void on_thread_end(int n) {
    if (n) leave_thread();
}

static void maybe_exit(int n) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_goto"
    pthread_mutex_unlock(&mutex);
    if (n) exit(n);
}

void on_goto(int n) {
    if (n) {
        maybe_exit(n);
        goto out;
    }
    return;
out:
    puts("done");
}
