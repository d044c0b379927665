// Through other function types, through void *, and back.
#include <stddef.h>
typedef void (*generic)(void);
typedef int (*binary)(int, int);

static int sum(int x, int y) { return x + y; }
static int product(int x, int y) { return x * y; }
static int other(int x, int y) { return x - y; }

static generic hidden = (generic)sum;
static void *opaque = (void *)product;

int run(void) {
    binary f = (binary)hidden;
    int n = f(1, 2);               // want-edge "sum" flow want-no-edge "product" want-no-edge "other"
    n += ((binary)opaque)(3, 4);   // want-edge "product" flow want-no-edge "sum"
    const void *copy = (const void *)opaque;
    binary g = NULL;
    *(void **)&g = (void *)copy;   // as people do with dlsym
    n += g(5, 6);                  // want-edge "product" flow want-no-edge "sum" want-no-edge "other"
    void (*odd)() = (void (*)())other;
    return n + ((int (*)(int, int))odd)(7, 8); // want-edge "other" flow want-no-edge "sum"
}
