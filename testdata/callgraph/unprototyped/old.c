// Declarations without parameters, as old C has them.
static int two(a, b)
int a, b;
{
    return a + b;
}
static int one(a)
int a;
{
    return a;
}
static int modern(int a, int b) { return a - b; }
static int (*table[])() = {two, modern};
int (*keep)() = one;

static int call(f)
int (*f)();
{
    return f(1, 2); // want-edge "two" flow want-no-edge "one" want-no-edge "modern"
}
int run(void) {
    return call(two) + table[1](3, 4); // want-edge "modern" field want-edge "two" field want-no-edge "one"
}
