// Inline functions of a header, seen by two units: each passes its own callback to the one function.
#include "each.h"
static int sum(int n) { return n; }
int run_a(void) {
    return each(3, sum) + call_hook(1); // want-edge "each" direct want-edge "call_hook" direct
}
