// Pointers to pointers to functions: out-parameters, and one level more.
typedef void (*action)(void);
static void up(void) {}
static void down(void) {}
static void left(void) {}

static void choose(int n, action *out) {
    *out = n ? up : down;
}

static void redirect(action **which, action *to) {
    *which = to;
}

static void exchange(action *x, action *y) {
    action t = *x;
    *x = *y;
    *y = t;
}

void run(int n) {
    action a, b = left, *p = &b;
    choose(n, &a);
    a();            // want-edge "up" field want-edge "down" field want-no-edge "left"
    (*p)();         // want-edge "left" field want-edge "up" field
    redirect(&p, &a);
    (*p)();         // want-edge "up" field want-edge "down" field
    action c = up, d = down;
    exchange(&c, &d);
    c();            // want-edge "up" flow want-edge "down" field want-no-edge "left"
    action *q = &d, **qq = &q;
    (**qq)();       // want-edge "down" field want-edge "up" field want-no-edge "left"
}
