#include "registry.h"
static int mine(int n) { return n; }
operation own[] = {mine};

int run(int n) {
    struct registry *r = registry_of(n);
    for (int i = 0; i < r->length; i++)
        n = r->table[i](n); // want-edge "add" field want-edge "sub" field want-edge "neg" field want-no-edge "mine"
    operation *t = r->table + 1;
    return t[0](n) + own[0](n); // want-edge "sub" field want-edge "mine" field
}
