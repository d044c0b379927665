// The value goes through several variables, and through loops of assignments.
static int one(int n) { return n; }
static int two(int n) { return n + 1; }
static int three(int n) { return n + 2; }

int run(int n) {
    int (*a)(int) = one;
    int (*b)(int) = a;
    int (*c)(int), (*d)(int);
    c = d = b;
    int sum = d(n); // want-edge "one" flow want-edge "two" flow want-no-edge "three"
    int (*x)(int) = two, (*y)(int) = three;
    while (n--) {
        int (*swap)(int) = x;
        x = y;
        y = swap;
    }
    d = x == y ? b : d;
    if (n > 7)
        b = two, c = b, d = c;
    sum += x(n); // want-edge "two" flow want-edge "three" flow want-no-edge "one"
    return sum + a(n) + (c = one)(n); // want-edge "one" flow want-no-edge "three"
}
