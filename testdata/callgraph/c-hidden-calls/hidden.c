// Calls in every corner of C11 and GNU C, and pointers that builtins move.
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
typedef int (*function)(int);
static int g(int n) { return n; }
static int one(int n) { return n; }
static int two(int n) { return n; }
static int never(int n) { return n; }
function keep = never;
struct operations {
    function run, stop;
    int number;
};
static void freed(int *p) { (void)g(*p); }

static int expressions(int n, struct operations *o) {
    n += (g(1), g(2));                    // want-edge "g" direct
    n += n ? g(3) : 0;                    // want-edge "g" direct
    n += g(4) ?: 5;                       // want-edge "g" direct
    n += ({ int m = g(6); m + 1; });      // want-edge "g" direct
    n += ((struct operations){.number = g(7)}).number; // want-edge "g" direct
    n += ((int[]){g(8), 2})[g(0)];        // want-edge "g" direct
    n += __builtin_expect(g(9), 0) != 0;  // want-edge "g" direct
    int product;
    n += __builtin_mul_overflow(g(10), 2, &product); // want-edge "g" direct
    n += __builtin_constant_p(g(11));     // want-no-edge "g"
    n += (int)__builtin_object_size(&n + 0 * g(12), 0); // want-no-edge "g"
    n += __builtin_types_compatible_p(__typeof__(g(13)), int); // want-no-edge "g"
    n += (int)__builtin_offsetof(struct operations, number); // want-no-edge "g"
    n += __real__(g(14) + 0.0i) > 1;      // want-edge "g" direct
    n += o[g(15)].number++;               // want-edge "g" direct
    n += sizeof(char[3]) > 1 && g(16);    // want-edge "g" direct
    n += 0 && g(17);                      // want-no-edge "g"
    __auto_type a = g(18);                // want-edge "g" direct
    _Static_assert(sizeof(n) > 1, "int"); // want-no-edge "g"
    struct operations twice = {.number = g(19), .run = one}; // want-edge "g" direct
    n += twice.run(n);                    // want-edge "one" field want-no-edge "never"
    return n + a;
}

static int statements(int n) {
    for (int i = g(1); i < g(2); i += g(3)) // want-edge "g" direct
        n++;
    do
        n++;
    while (g(4) > n); // want-edge "g" direct
    switch (g(5)) {   // want-edge "g" direct
    case 1 ... 3: return g(6); // want-edge "g" direct
    }
    static void *const labels[] = {&&first, &&second};
    goto *labels[g(7) & 1]; // want-edge "g" direct
first:
    n += g(8); // want-edge "g" direct
second:
    n += g(9); // want-edge "g" direct
    __asm__ volatile("" : "+r"(n) : "r"(g(10))); // want-edge "g" direct
    __asm__ goto("" : : : : out);
    n += g(11); // want-edge "g" direct
out:
    n += g(12); // want-edge "g" direct
    for (__attribute__((cleanup(freed))) int k = g(13); k < n; k++) // want-edge "g" direct want-edge "freed" direct
        n--;
    return n;
}

static int moved(int n) {
    struct operations from = {one, two, 1}, to, again, swapped;
    __builtin_memcpy(&to, &from, sizeof to);
    n += to.run(n); // want-edge "one" field want-no-edge "two" want-no-edge "never"
    function f = one, h = NULL;
    __builtin_memcpy(&h, &f, sizeof f);
    n += h(n); // want-edge "one" field want-no-edge "two"
    function m = NULL;
    __builtin___memcpy_chk(&m, &f, sizeof f, sizeof m);
    n += m(n); // want-edge "one" field want-no-edge "two"
    again = from;
    swapped = __builtin_choose_expr(1, again, from);
    n += swapped.stop(n); // want-edge "two" field want-no-edge "one"
    function table[2] = {one, two};
    n += __builtin_assume_aligned(table, 8) != NULL;
    function *p = __builtin_assume_aligned(table, 8);
    n += p[0](n); // want-edge "one" field want-no-edge "never"
    function q = __atomic_load_n(&p[1], __ATOMIC_ACQUIRE);
    n += q(n); // want-edge "two" flow want-no-edge "never"
    function r = __sync_val_compare_and_swap(&q, NULL, two);
    return n + r(n); // want-edge "two" flow want-no-edge "never"
}

static int variadic(int count, ...) {
    va_list list;
    int n = 0;
    va_start(list, count);
    for (int i = 0; i < count; i++) n += va_arg(list, function)(i); // want-edge "one" field want-no-edge "never"
    va_end(list);
    return n;
}

int run(int n, struct operations *o) {
    return expressions(n, o) + statements(n) + moved(n) + variadic(2, one, one);
}
