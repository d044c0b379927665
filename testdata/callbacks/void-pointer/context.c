// A context is handed on as void * and cast back: the fields are the same ones.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct link {
    struct link *next;
};
struct task {
    int id;
    struct link link;
    int (*step)(struct task *t);
};
#define TASK_OF(l) ((struct task *)((char *)(l) - offsetof(struct task, link)))

static int step(struct task *t) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    t->id++;
    pthread_mutex_unlock(&mutex);
    return t->id;
}

static int run(void *context) {
    struct task *t = context;
    return t->step(t); // want-edge "step" field
}

static int run_link(struct link *l) {
    return TASK_OF(l)->step(TASK_OF(l)); // want-edge "step" field
}

int on_run(void) {
    struct task *t = malloc(sizeof *t);
    t->step = step;
    return run(t) + run_link(&t->link);
}
