// An intrusive list: nodes inside records, container_of to get back.
#include <stddef.h>
struct list {
    struct list *next, *prev;
};
#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))
#define for_each(p, head) for (struct list *p = (head)->next; p != (head); p = p->next)

struct observer {
    int priority;
    struct list link;
    void (*update)(struct observer *, int);
};
struct timer {
    void (*expire)(struct timer *);
    struct list link;
};
static struct list observers = {&observers, &observers}, timers = {&timers, &timers};

static void append(struct list *head, struct list *node) {
    node->next = head;
    node->prev = head->prev;
    head->prev->next = node;
    head->prev = node;
}
static void show(struct observer *o, int n) { o->priority = n; }
static void store(struct observer *o, int n) { o->priority = -n; }
static void spare(struct observer *o, int n) { o->priority = !n; }
static void expire(struct timer *t) { t->expire = 0; }
void (*keep)(struct observer *, int) = spare;

void setup(struct observer *x, struct timer *t) {
    static struct observer own = {.update = store};
    x->update = show;
    t->expire = expire;
    append(&observers, &x->link);
    append(&observers, &own.link);
    append(&timers, &t->link);
}

void run(int n) {
    for_each(p, &observers) {
        struct observer *o = container_of(p, struct observer, link);
        o->update(o, n); // want-edge "show" field want-edge "store" field want-no-edge "spare" want-no-edge "expire"
    }
    for_each(p, &timers)
        container_of(p, struct timer, link)->expire(0); // want-edge "expire" field want-no-edge "show"
}
