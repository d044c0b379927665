#include "each.h"
static int print(int n) { return -n; }
static int unused(int n) { return 0 * n; }
int (*keep)(int) = unused;
int run_b(void) {
    hook = print;
    return each(4, print);
}
int (*hook)(int);
