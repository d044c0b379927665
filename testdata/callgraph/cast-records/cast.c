// Structs that begin alike, in one list; who runs them casts pointers to one into pointers to the other, and takes the
// function out of either. The second pair has what is common in an unnamed struct.
#include <stddef.h>

struct node {
    struct node *next;
};
typedef int (*step)(void *data, int state);
struct task {
    int state;
    step process;
    void *data;
    int priority;
    struct node list;
};
struct tasklet {
    int state;
    step process;
    void *data;
    struct node list;
};
#define COMMON                                                                                                         \
    struct {                                                                                                           \
        int state;                                                                                                     \
        step process;                                                                                                  \
        void *data;                                                                                                    \
    }
struct event {
    COMMON;
    int priority;
};
struct signal {
    COMMON;
    int number;
};
struct job { // nobody casts pointers to it
    int state;
    step process;
};
struct shifted { // cast, but the function is elsewhere in it
    step process;
    int state;
};
#define TASKLET_OF(n) ((struct tasklet *)(void *)((char *)(n)-offsetof(struct tasklet, list)))

static int big(void *data, int state) { return data != NULL && state; }
static int small(void *data, int state) { return data == NULL && state; }
static int lonely(void *data, int state) { return data != NULL && !state; }
static int elsewhere(void *data, int state) { return data == NULL && !state; }

struct signal *next_signal(void); // of another unit, which is not in sight
static int later(void *data, int state) { return data != NULL || state; }
static int now(void *data, int state) { return data == NULL || state; }

static struct event e = {.process = later};
static struct signal f = {.process = now};
static struct task a = {1, big, NULL, 1, {NULL}};
static struct tasklet b = {0, small, NULL, {NULL}};
static struct job c = {0, lonely};
static struct shifted d = {elsewhere, 0};

static int run(struct node *list) {
    int done = 0;
    for (struct node *n = list; n; n = n->next) {
        struct task *t = (struct task *)TASKLET_OF(n);
        step process = t->process;
        done += process(t->data, 1); // want-edge "big" field want-edge "small" field want-no-edge "lonely" want-no-edge "elsewhere"
        done += ((struct tasklet *)t)->process(t->data, 2); // want-edge "small" field want-edge "big" field want-no-edge "lonely"
    }
    return done;
}

static int fire(void) {
    struct event *event = (struct event *)next_signal();
    return event->process(event->data, 1); // want-edge "now" field want-edge "later" field want-no-edge "lonely"
}

int main(void) {
    struct task *t = (struct task *)&d;
    b.list.next = &a.list;
    return run(&b.list) + fire() + e.state + f.number + t->state + d.process(NULL, 0) + // want-edge "elsewhere" field want-no-edge "small"
           c.process(NULL, 1); // want-edge "lonely" field want-no-edge "small"
}
