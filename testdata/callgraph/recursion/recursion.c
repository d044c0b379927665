// A function pointer that goes round through recursion, and functions that call each other through pointers.
typedef int (*visit)(int, void *);
static int even(int n, void *other);
static int odd(int n, void *other);

static int even(int n, void *other) {
    visit f = (visit)other;
    return n ? f(n - 1, (void *)even) : 1; // want-edge "odd" flow want-no-edge "count" want-no-edge "last"
}

static int odd(int n, void *other) {
    visit f = (visit)other;
    return n ? f(n - 1, (void *)odd) : 0; // want-edge "even" flow want-no-edge "count" want-no-edge "last"
}

static int count(int n, void *data) { return n + !data; }
static int last(int n, void *data) { return n + !data; }

static int walk(int depth, visit here, visit below) {
    if (depth == 0)
        return here(depth, 0); // want-edge "count" flow want-edge "last" flow want-no-edge "even"
    return walk(depth - 1, below, here);
}

int run(int n) {
    return even(n, (void *)odd) + walk(n, count, last);
}
