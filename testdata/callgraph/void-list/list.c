// A general list of void *: of records with callbacks, and of callbacks themselves.
#include <stdlib.h>
struct node {
    void *value;
    struct node *next;
};
static struct node *push(struct node *list, void *value) {
    struct node *n = malloc(sizeof *n);
    n->value = value;
    n->next = list;
    return n;
}
struct hook {
    void (*before)(void);
    void (*after)(void);
};
static void open_log(void) {}
static void close_log(void) {}
static void bare(void) {}
static void never(void) {}
static struct node *hooks, *functions;

void setup(void) {
    struct hook *h = malloc(sizeof *h);
    h->before = open_log;
    h->after = close_log;
    hooks = push(hooks, h);
    functions = push(functions, (void *)bare);
    if (!hooks)
        never(); // want-edge "never" direct
}

void run(void) {
    for (struct node *n = hooks; n; n = n->next) {
        struct hook *h = n->value;
        h->before(); // want-edge "open_log" field want-no-edge "close_log" want-no-edge "bare" want-no-edge "never"
        h->after();  // want-edge "close_log" field want-no-edge "open_log"
    }
    for (struct node *n = functions; n; n = n->next)
        ((void (*)(void))n->value)(); // want-edge "bare" field want-no-edge "open_log" want-no-edge "never"
}
