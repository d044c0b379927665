// Every way to put a function into a field at compile time. Each field is called once, so that the edges tell them
// apart: a wrong position would show as a wrong edge.
#include <stddef.h>

typedef int (*op)(int);
struct ops {
    int id;
    op first;
    op second;
};
struct nested {
    struct ops inner;
    op third;
};
struct positional { op a, b; };
struct elided { struct positional p[2]; op last; };
struct indexed { op slot[4]; };

static int f1(int n) { return n + 1; }
static int f2(int n) { return n + 2; }
static int f3(int n) { return n + 3; }
static int f4(int n) { return n + 4; }
static int f5(int n) { return n + 5; }
static int never(int n) { return n; }

static struct ops by_name = {.second = f2, .first = f1};
static struct nested deep = {.inner.first = f3, .third = f4};
static struct positional by_position = {f1, f2};
static struct elided flat = {f1, f2, f3, f4, f5};          // braces left out
static struct indexed by_index = {.slot = {[2] = f4, f5}}; // [3] is f5
static struct ops mixed = {1, f5, .first = f2};            // the last one counts
op unused_pointer = never;

int on_request(int n) {
    n = by_name.first(n);     // want-edge "f1" field want-no-edge "never"
    n = by_name.second(n);    // want-edge "f2" field
    n = deep.inner.first(n);  // want-edge "f3" field
    n = deep.third(n);        // want-edge "f4" field want-no-edge "f3"
    n = by_position.a(n);     // want-edge "f1" field want-no-edge "f5"
    n = by_position.b(n);     // want-edge "f2" field want-no-edge "f5"
    n = flat.p[1].b(n);       // want-edge "f4" field
    n = flat.last(n);         // want-edge "f5" field want-no-edge "f4"
    n = by_index.slot[2](n);  // want-edge "f4" field want-edge "f5" field want-no-edge "f1"
    n = mixed.first(n);       // want-edge "f2" field
    return n;
}
