// The table itself is a plain array; a pointer to it is kept in a struct in another file.
#include "registry.h"
static int add(int n) { return n + 1; }
static int sub(int n) { return n - 1; }
static int neg(int n) { return -n; }

static operation arithmetic[] = {add, sub};
static operation unary[] = {neg};
static struct registry one = {arithmetic, 2}, two = {.table = unary, .length = 1};

struct registry *registry_of(int kind) {
    return kind ? &one : &two;
}
