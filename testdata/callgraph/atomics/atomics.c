// Function pointers behind atomic operations: C11's and GCC's.
#include <stdatomic.h>
typedef void (*hook)(void);
static void a(void) {}
static void b(void) {}
static void c(void) {}
static void d(void) {}
static void never(void) {}
hook keep = never;
static _Atomic(hook) standard;
static hook gnu, swapped, compared;

void setup(void) {
    atomic_store(&standard, a);
    __atomic_store_n(&gnu, b, __ATOMIC_RELEASE);
    hook old = __atomic_exchange_n(&swapped, c, __ATOMIC_ACQ_REL);
    hook expected = 0;
    __atomic_compare_exchange_n(&compared, &expected, d, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    if (old)
        old(); // want-edge "c" flow want-no-edge "a" want-no-edge "b"
}

void run(void) {
    hook f = atomic_load(&standard);
    f();       // want-edge "a" flow want-no-edge "b" want-no-edge "never"
    hook g = __atomic_load_n(&gnu, __ATOMIC_ACQUIRE);
    g();       // want-edge "b" flow want-no-edge "never" want-no-edge "c"
    swapped(); // want-edge "c" flow want-no-edge "a"
    compared(); // want-edge "d" flow want-no-edge "a" want-no-edge "never"
}
