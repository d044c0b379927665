// References to functions and to pointers, auto, structured copies, constexpr tables.
#include <array>
typedef int (*operation)(int);
static int inc(int n) { return n + 1; }
static int dec(int n) { return n - 1; }
static int neg(int n) { return -n; }
static int never(int n) { return n; }
constexpr operation table[] = {inc, dec};
static operation changed = neg;

static void assign(operation &place, operation f) { place = f; }
static int by_reference(int (&f)(int), int n) {
    return f(n); // want-edge "dec" flow want-no-edge "inc" want-no-edge "never"
}
struct Pair {
    operation first, second;
};

int run(int n) {
    operation f = nullptr;
    assign(f, inc);
    n += f(n); // want-edge "inc" field want-no-edge "neg" want-no-edge "never"
    operation &alias = changed;
    n += alias(n); // want-edge "neg" field want-no-edge "inc"
    for (auto g : table)
        n += g(n); // want-edge "inc" field want-edge "dec" field want-no-edge "neg"
    auto [a, b] = Pair{dec, neg};
    n += a(n); // want-edge "dec" field want-no-edge "neg"
    std::array<operation, 2> two = {{inc, neg}};
    n += two[1](n); // want-edge "neg" field want-no-edge "dec" want-no-edge "never"
    return n + by_reference(dec, n) + never(0);
}
