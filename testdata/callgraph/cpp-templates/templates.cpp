// Templates with a callable as parameter: functions, functors, lambdas, member functions, non-type parameters.
struct Double {
    int operator()(int n) const { return 2 * n; }
};
static int triple(int n) { return 3 * n; }
static int fixed(int n) { return n; }
static int never(int n) { return n; }
int (*keep)(int) = never;

template <typename F> int apply(F f, int n) {
    return f(n); // want-edge "triple" flow want-edge "Double::operator()" direct want-no-edge "never"
}
template <int (*F)(int)> int constant(int n) {
    return F(n); // want-edge "fixed" direct want-no-edge "never" want-no-edge "triple"
}
template <typename T> struct Caller {
    int (*call)(T);
    int run(T x) {
        return call(x); // want-edge "triple" field want-no-edge "fixed" want-no-edge "never"
    }
};
template <typename Policy> struct Service {
    int run(int n) { return Policy::start(n); } // want-edge "Fast::start" direct want-no-edge "Slow::start"
};
struct Fast {
    static int start(int n) { return n; }
};
struct Slow {
    static int start(int n) { return n; }
};

int run(int n) {
    Caller<int> c{triple};
    Service<Fast> s;
    return apply(triple, n) + apply(Double(), n) + constant<fixed>(n) + c.run(n) + s.run(n);
    // want-edge(-1) "apply" direct want-edge(-1) "constant" direct
}
