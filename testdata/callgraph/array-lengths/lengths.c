// Lengths of arrays are evaluated where their type is declared, cast to or measured, and not where it is only named.
#include <stddef.h>
static int length(void) { return 4; }
static int value(int n) { return n; }
#define SIZE(type) sizeof(type)
#define LENGTH length()

static size_t measured(void *p, int k) {
    size_t n = sizeof(int[length()]);       // want-edge "length" direct
    n += sizeof(int[length()][3]);          // want-edge "length" direct
    n += sizeof(int[LENGTH]);               // want-edge "length" direct
    n += SIZE(int[3 + length()]);           // want-edge "length" direct
    n += sizeof(length());                  // want-no-edge "length"
    n += sizeof(value(k));                  // want-no-edge "value"
    n += _Alignof(int[length()]);           // want-no-edge "length"
    typedef int list[length()];             // want-edge "length" direct
    n += sizeof(list);                      // want-no-edge "length"
    int (*q)[length()] = p;                 // want-edge "length" direct
    n += sizeof *q;                         // want-no-edge "length"
    n += sizeof q[value(k)];                // want-edge "value" direct
    int fixed[3] = {0};
    n += sizeof fixed[value(1)];            // want-no-edge "value"
    n += (size_t)(*(int (*)[length()])p)[0]; // want-edge "length" direct
    __typeof__(int[length()]) t;            // want-edge "length" direct
    __typeof__(value(1)) u = 1;             // want-no-edge "value"
    n += (size_t)(__typeof__(value(2)))k;   // want-no-edge "value"
    (void)t, (void)fixed;
    return n + (size_t)u;
}
static int taken(int n, int a[n + length()], int (*b)[length()]) { // want-edge "length" direct
    return a[0] + (*b)[0];
}
static int plain(int n, int *a) { return n + a[0]; }
int run(int n, int *a) {
    int (*named)(int, int b[value(3)]) = plain; // want-no-edge "value"
    int v[length()];    // want-edge "length" direct
    v[0] = __builtin_choose_expr(1, value(1), length()); // want-edge "value" direct want-no-edge "length"
    v[0] += _Generic(length(), int: value(2), default: 0); // want-edge "value" direct want-no-edge "length"
    return taken(n, a, &v) + named(n, a) + (int)measured(a, n);
}
