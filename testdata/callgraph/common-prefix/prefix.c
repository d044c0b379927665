// Two structs that begin alike, and a cast between pointers to them: by (record, field) nothing is ever put into the
// second one; what was put into the first at the same place is there. A function of another type is not guessed.
struct handler {
    int (*handle)(long, short);
    const char *name;
};
struct handler_v2 {
    int (*handle)(long, short);
    const char *name;
    int priority;
};
static int work(long a, short b) { return (int)a + b; }
static int other(long a, int b) { return (int)a + b; }
int (*keep)(long, int) = other;
static struct handler mine = {work, "mine"};

struct handler *get(void) {
    return &mine;
}

int run(void) {
    struct handler_v2 *h = (struct handler_v2 *)get();
    return h->handle(1, 2); // want-edge "work" field want-no-edge "other"
}
