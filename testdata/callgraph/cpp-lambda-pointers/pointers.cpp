// Lambdas as plain function pointers, in C tables and as C callbacks.
#include <cstdlib>
struct command {
    const char *name;
    int (*run)(int);
};
static int helper(int n) { return n; }
static int other(int n) { return n; }
static command table[] = {{"a", [](int n) { return helper(n); }}, {"b", other}}; // want-edge "helper" direct
using callback = void (*)(void *);
static void each(callback f, void *data) {
    f(data); // want-edge "drop" flow want-no-edge "other"
}
static void drop(void *) {}
static int by_value(const int *v) { return *v; }

int run(int n, int *v) {
    int sum = table[n].run(n); // want-edge "other" field want-no-edge "helper" want-no-edge "drop"
    each(drop, v);
    each([](void *d) { std::free(d); }, v); // want-edge "free" direct
    std::qsort(v, 4, sizeof *v, [](const void *a, const void *b) {
        return by_value((const int *)a) - by_value((const int *)b); // want-edge "by_value" direct
    });
    int (*f)(int) = +[](int x) { return x; };
    return sum + f(n); // want-no-edge "other" want-no-edge "helper"
}
