// Functions among variable arguments, directly and through a va_list that is handed on.
#include <stdarg.h>
#include <stddef.h>
typedef int (*step)(int);
typedef void (*sink)(const char *);
static int twice(int n) { return 2 * n; }
static int square(int n) { return n * n; }
static int negate(int n) { return -n; }
static int never(int n) { return n; }
static void print(const char *s) { (void)s; }
step keep = never;

static int chain(int n, ...) {
    va_list args;
    va_start(args, n);
    for (step f; (f = va_arg(args, step));)
        n = f(n); // want-edge "twice" field want-edge "square" field want-no-edge "negate" want-no-edge "never"
    va_end(args);
    return n;
}

static void deeper(va_list args) {
    step f = va_arg(args, step);
    f(3); // want-edge "negate" field want-no-edge "twice" want-no-edge "never"
    sink s = va_arg(args, sink);
    s("x"); // want-edge "print" field want-no-edge "never"
}

static void handed_on(const char *format, ...) {
    va_list args, copy;
    va_start(args, format);
    va_copy(copy, args);
    deeper(copy);
    va_end(copy);
    va_end(args);
}

int run(int n) {
    handed_on("fs", negate, print);
    return chain(n, twice, square, NULL);
}
