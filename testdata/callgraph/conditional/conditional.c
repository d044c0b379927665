// Conditional expressions, nested, with NULL, as callee, as argument; and the value of a comma.
#include <stddef.h>
static void a(void) {}
static void b(void) {}
static void c(void) {}
static void d(void) {}

static void call(void (*f)(void)) {
    f(); // want-edge "c" flow want-edge "d" flow want-no-edge "a" want-no-edge "b"
}

void run(int n) {
    (n ? a : b)();                // want-edge "a" flow want-edge "b" flow want-no-edge "c"
    (n ? a : n > 2 ? b : d)();    // want-edge "a" flow want-edge "d" flow want-no-edge "c"
    call(n ? c : d);
    void (*f)(void) = n ? a : NULL;
    f();                          // want-edge "a" flow want-no-edge "b"
    void (*g)(void) = f ?: b;
    g();                          // want-edge "a" flow want-edge "b" flow want-no-edge "d"
    (n++, d)();                   // want-edge "d" direct want-no-edge "a"
    void (*h)(void) = (f = c, d); // the left operand only counts for f
    h();                          // want-edge "d" flow want-no-edge "a"
    f();                          // want-edge "c" flow
}
