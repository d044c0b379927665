// container_of as the kernel writes it: a statement expression with typeof; a queue by macros.
#include <stddef.h>
#include <sys/queue.h>
#define container_of(ptr, type, member) __extension__({                                                                \
    const __typeof__(((type *)0)->member) *_p = (ptr);                                                                 \
    (type *)((char *)_p - offsetof(type, member));                                                                     \
})
struct work {
    void (*func)(struct work *);
};
struct request {
    int id;
    struct work work;
    void (*complete)(struct request *);
    TAILQ_ENTRY(request) entry;
};
static TAILQ_HEAD(, request) pending = TAILQ_HEAD_INITIALIZER(pending);

static void answered(struct request *r) { r->id = 0; }
static void dropped(struct request *r) { r->id = -1; }
static void request_work(struct work *w) {
    struct request *r = container_of(w, struct request, work);
    r->complete(r); // want-edge "answered" field want-no-edge "dropped" want-no-edge "request_work"
}
void (*keep)(struct request *) = dropped;

void submit(struct request *r) {
    r->work.func = request_work;
    r->complete = answered;
    TAILQ_INSERT_TAIL(&pending, r, entry);
}

void run(void) {
    struct request *r;
    TAILQ_FOREACH(r, &pending, entry)
        r->work.func(&r->work); // want-edge "request_work" field want-no-edge "answered"
    TAILQ_FIRST(&pending)->complete(0); // want-edge "answered" field want-no-edge "request_work"
}
