// A parameter declared as an array, or as a function, is a pointer.
typedef int (*handler)(int);
struct slot {
    handler run;
};
static int one(int n) { return n; }
static int two(int n) { return n + 1; }
static int three(int n) { return n + 2; }
static handler table[] = {one, two};
static struct slot slots[2] = {{three}};

static int by_array(handler list[], int n) {
    return list[n](n); // want-edge "one" field want-edge "two" field want-no-edge "three"
}
static int sized(const handler list[static 2], int n) {
    return (*list)(n) + by_array((handler *)list + 1, n); // want-edge "two" field want-no-edge "three"
}
static int records(struct slot s[2], int n) {
    return s[n].run(n); // want-edge "three" field want-no-edge "one"
}
static int filled(handler out[1]) {
    out[0] = three;
    return 0;
}
int run(int n) {
    handler local[1] = {0};
    n += sized(table, n) + records(slots, n) + filled(local);
    return n + local[0](1); // want-edge "three" field want-no-edge "one"
}
