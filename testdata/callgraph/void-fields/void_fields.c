// A function or an object in a void * field, cast back by whoever knows.
struct box {
    void *value;
    void *extra;
};
struct person {
    int (*greet)(struct person *);
};
static int hello(struct person *p) { return !!p; }
static int bye(struct person *p) { return !p; }
static int direct(int n) { return n; }
static int extra(int n) { return -n; }

void put(struct box *x, struct box *y, struct person *p) {
    p->greet = hello;
    x->value = p;
    y->value = (void *)direct;
    y->extra = (void *)extra;
}

int run(struct box *x, struct box *y) {
    struct person *p = x->value;
    int n = p->greet(p);               // want-edge "hello" field want-no-edge "bye" want-no-edge "direct"
    n += ((int (*)(int))y->value)(1);  // want-edge "direct" field want-no-edge "extra" want-no-edge "hello"
    return n + ((struct person *)((struct box *)x->extra)->value)->greet(0) + bye(p); // want-edge "hello" field
}
