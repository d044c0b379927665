// Case virtiofsd-lazy-unshare: true negative as a change for each request: a thread-local flag makes it once a thread, which
// the pool keeps for this work.
#define _GNU_SOURCE
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

void list_foreach(void *list, void (*each)(void *item, void *data), void *data);
void serve(void *request);

static _Thread_local bool unshared;

static void queue_worker(void *request, void *queue) {
    (void)queue;
    if (!unshared) {
        if (unshare(CLONE_FS)) abort(); // want thread-state-in-handler:note "unshare .*the first time only"
        unshared = true;
    }
    serve(request);
}

void drain(void *list) { list_foreach(list, queue_worker, NULL); }
