// The function travels in the user data: as a struct, as a pointer to a pointer, as the data itself.
typedef void (*plain)(int);
struct closure {
    plain call;
    int argument;
};
static void each(int n, void (*visit)(int, void *), void *data) {
    for (int i = 0; i < n; i++)
        visit(i, data); // want-edge "in_struct" flow want-edge "behind" flow want-edge "itself" flow
        // want-no-edge(-1) "a"
}
static void a(int n) { (void)n; }
static void b(int n) { (void)n; }
static void c(int n) { (void)n; }

static void in_struct(int i, void *data) {
    struct closure *k = data;
    k->call(i + k->argument); // want-edge "a" field want-no-edge "b" want-no-edge "c"
}
static void behind(int i, void *data) {
    plain *f = data;
    (*f)(i); // want-edge "b" field want-no-edge "a"
}
static void itself(int i, void *data) {
    plain f = (plain)data;
    f(i); // want-edge "c" flow want-no-edge "a"
}

void run(void) {
    struct closure k = {a, 1};
    plain f = b;
    each(1, in_struct, &k);
    each(2, behind, &f);
    each(3, itself, (void *)c);
}
