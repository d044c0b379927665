// Odd members: bit-fields in between, an array of callbacks, a flexible one, typedefs of function types.
#include <stdlib.h>
typedef int filter(int);
struct chain {
    unsigned on : 1, : 3, count : 4;
    filter *first;
    filter *fixed[4];
    struct {
        filter *f;
    } more[];
};
static int low(int n) { return n; }
static int band(int n) { return n; }
static int high(int n) { return n; }
static int notch(int n) { return n; }
static struct chain preset = {1, 2, low, {band, low}, {}};

struct chain *make(void) {
    struct chain *c = malloc(sizeof *c + 2 * sizeof *c->more);
    c->first = notch;
    c->fixed[c->count++] = high;
    c->more[1].f = high;
    return c;
}
int run(struct chain *c, int n) {
    n += c->first(n);              // want-edge "low" field want-edge "notch" field want-no-edge "high"
    n += preset.fixed[1](n);       // want-edge "band" field want-edge "high" field want-no-edge "notch"
    return n + c->more[n].f(n);    // want-edge "high" field want-no-edge "low" want-no-edge "band"
}
