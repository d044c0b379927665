// A function that is handed down, several parameters, and one that is handed on without ever being called.
typedef int (*operation)(int);
static int add(int n) { return n + 1; }
static int drop(int n) { return n - 1; }
static int keep(int n) { return n; }

static int apply(operation f, int n) {
    return f(n); // want-edge "add" flow want-edge "drop" flow want-no-edge "keep"
}

static int down(int n, operation f, operation unused) {
    (void)unused;
    return apply(f, n);
}

static int further(operation f, operation g, int n) {
    return down(n, f, g);
}

// In C a parameter of function type is a pointer.
static int twice(int f(int), int n) {
    return f(f(n)); // want-edge "drop" flow want-no-edge "add" want-no-edge "keep"
}

int run(int n) {
    return further(add, keep, n) + further(&drop, &keep, n) + twice(drop, n);
}
