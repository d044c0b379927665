// Calls that no call expression shows, one after the other through the grammar of C++17.
#include <cstddef>
#include <initializer_list>
#include <new>
#include <typeinfo>
struct Log {
    int n = 0;
    Log() {}
    Log(int) {}
    Log(const Log &other) : n(other.n) {}
    ~Log() {}
};
static int f() { return 1; }
static int g(int n) { return n; }

// Operators, conversions, literals
struct Inner {
    Log *operator->() { return &log; }
    Log log;
};
struct Arrow {
    Inner operator->() { return {}; }
};
struct Convertible {
    operator int() const { return f(); }
    explicit operator bool() const { return f() != 0; }
    Convertible operator,(int) const { return *this; }
    int operator()(int n) { return n; }
    int operator[](int n) { return n; }
    Convertible &operator++() { return *this; }
    Convertible operator++(int) { return *this; }
    Convertible *operator&() { return this; }
    int operator->*(int n) { return n; }
    Convertible &operator+=(int) { return *this; }
    bool operator!() const { return true; }
    int operator*() { return 1; }
};
static int operator""_count(unsigned long long n) { return (int)n; }
static int operator""_chars(const char *, std::size_t n) { return (int)n; }
template <char... C> int operator""_template() { return sizeof...(C); }
int operators(Arrow a, Convertible c, Convertible d) {
    int n = a->n; // want-edge "Arrow::operator->" direct want-edge "Inner::operator->" direct
    if (c)        // want-edge "Convertible::operator bool" direct
        n++;
    while (!c)    // want-edge "Convertible::operator!" direct
        n++;
    n += c ? 1 : 2; // want-edge "Convertible::operator bool" direct
    n += c && n;    // want-edge "Convertible::operator bool" direct
    n += c;         // want-edge "Convertible::operator int" direct
    switch (d) {    // want-edge "Convertible::operator int" direct
    default: break;
    }
    int m[3] = {d};              // want-edge "Convertible::operator int" direct
    n += (int)d + static_cast<int>(d); // want-edge "Convertible::operator int" direct
    (void)(c, 1);                // want-edge "Convertible::operator," direct
    n += c(1) + c[1];            // want-edge "Convertible::operator()" direct want-edge "Convertible::operator[]" direct
    ++c, c++;                    // want-edge "Convertible::operator++" direct
    n += (c->*1) + *c;           // want-edge "Convertible::operator->*" direct want-edge "Convertible::operator*" direct
    c += 1;                      // want-edge "Convertible::operator+=" direct
    (void)&c;                    // want-edge "Convertible::operator&" direct
    n += 5_count + "x"_chars + 12_template; // want-edge "operator\"\"_count" direct want-edge "operator\"\"_chars" direct want-edge "operator\"\"_template" direct
    return n + m[0];
}

// Loops
struct Iterator {
    int at;
    int operator*() const { return at; }
    Iterator &operator++() {
        ++at;
        return *this;
    }
    bool operator!=(const Iterator &other) const { return at != other.at; }
};
struct Range {
    Iterator begin() const { return {0}; }
    Iterator end() const { return {3}; }
};
struct Open {
    int size;
};
static Iterator begin(const Open &) { return {0}; }
static Iterator end(const Open &o) { return {o.size}; }
static Range range() { return {}; }
int loops() {
    int n = 0;
    for (int i : range()) // want-edge "range" direct want-edge "Range::begin" direct want-edge "Range::end" direct want-edge "Iterator::operator++" direct want-edge "Iterator::operator!=" direct want-edge "Iterator::operator*" direct
        n += i;
    Open open{2};
    for (int i : open) // want-edge "begin" direct want-edge "end" direct want-edge "Iterator::operator++" direct want-no-edge "Range::end"
        n += i;
    return n;
}

// Constructors and destructors
struct Base {
    Log log;
    Base(int) {}         // want-edge "Log::Log" direct
    explicit Base(const char *) {}
    virtual ~Base() {}   // want-edge "Log::~Log" direct
};
struct Inheriting : Base {
    using Base::Base;
    Log own;
};
struct Delegating {
    Log log;
    int n;
    Delegating(int m) : n(m) {}       // want-edge "Log::Log" direct
    Delegating() : Delegating(f()) {} // want-edge "Delegating::Delegating" direct want-edge "f" direct want-no-edge "Log::Log"
};
struct Members {
    Log several[2];
    int number = f(); // want-edge "f" direct
    static int counted;
    inline static int held = g(1); // want-edge "g" direct
    Members() {}                   // want-edge "Log::Log" direct
    explicit Members(int n) try : number(g(n)) { // want-edge "g" direct
    } catch (...) {
        g(0); // want-edge "g" direct
    }
};
int Members::counted = g(2); // want-edge "g" direct
struct Virtual : virtual Base {
    Virtual() : Base(1) {} // want-edge "Base::Base" direct
};
int constructors(void *memory, int n) {
    Inheriting i(1);      // want-edge "Base::Base" direct want-edge "Log::Log" direct want-edge "Base::~Base" direct want-edge "Log::~Log" direct
    Delegating d;         // want-edge "Delegating::Delegating" direct
    Members m, o(1);      // want-edge "Members::Members" direct
    Virtual v;            // want-edge "Virtual::Virtual" direct
    static Log once(g(n)); // want-edge "Log::Log" direct want-edge "g" direct want-no-edge "Log::~Log"
    thread_local Log each(g(n)); // want-edge "Log::Log" direct want-edge "g" direct want-no-edge "Log::~Log"
    auto *placed = new (memory) Log(1); // want-edge "Log::Log" direct want-no-edge "Log::~Log"
    placed->~Log();       // want-edge "Log::~Log" direct
    auto *many = new Log[2]{1, 2}; // want-edge "Log::Log" direct
    delete[] many;        // want-edge "Log::~Log" direct
    auto *one = new (std::nothrow) Log; // want-edge "Log::Log" direct
    delete one;           // want-edge "Log::~Log" direct
    return d.n + m.number + o.number + i.own.n + v.log.n + once.n + each.n;
}
struct Allocated {
    static void *operator new(std::size_t size) { return ::operator new(size); }
    static void *operator new(std::size_t, void *p, int) { return p; }
    static void operator delete(void *p) { ::operator delete(p); }
    static void *operator new[](std::size_t size) { return ::operator new(size); }
    static void operator delete[](void *p) { ::operator delete(p); }
};
struct Derived : Allocated {};
void allocation(void *p) {
    Derived *d = new Derived;   // want-edge "Allocated::operator new" direct
    delete d;                   // want-edge "Allocated::operator delete" direct
    d = new (p, 1) Derived;     // want-edge "Allocated::operator new" direct
    Derived *many = new Derived[2]; // want-edge "Allocated::operator new[]" direct
    delete[] many;              // want-edge "Allocated::operator delete[]" direct
    d = ::new Derived;          // want-no-edge "Allocated::operator new"
    ::delete d;                 // want-no-edge "Allocated::operator delete"
}

// Functions in functions
struct Visitor {
    virtual int visit(int n) { return n; }
    virtual ~Visitor() {}
};
static int accept(Visitor &v, int n) {
    return v.visit(n); // want-edge "Local::visit" virtual want-no-edge "Visitor::visit"
}
struct Friendly {
    friend int friendly(Friendly &, int n) { return g(n); } // want-edge "g" direct
};
int functions(int n) {
    struct Local : Visitor {
        int visit(int m) override { return g(m); } // want-edge "g" direct
        static int helper(int m) { return g(m); }  // want-edge "g" direct
    };
    Local local;
    Friendly friend_of;
    auto generic = [](auto m) { return g(m); }; // want-edge "g" direct
    auto nested = [&] { return [n](int m) { return g(m + n); }; }; // want-edge "g" direct
    n += generic(1) + nested()(2);
    n += [](int m = f()) { return m; }(); // want-edge "f" direct
    return accept(local, n) + Local::helper(n) + friendly(friend_of, n);
}

// What is evaluated, and what is not
struct Poly {
    virtual ~Poly() {}
};
static Poly &poly() {
    static Poly p;
    return p;
}
template <typename... T> int fold(T... t) {
    return (0 + ... + g(t)); // want-edge "g" direct
}
template <bool B> int chosen(int n) {
    if constexpr (B)
        return g(n); // want-edge "g" direct
    else
        return f();  // want-no-edge "f"
}
int evaluated(int n) {
    n += typeid(poly()).hash_code() != 0; // want-edge "poly" direct
    n += typeid(f()).hash_code() != 0;    // want-no-edge "f"
    n += noexcept(f()) + (int)sizeof(f()) + (int)alignof(decltype(f())); // want-no-edge "f"
    static_assert(sizeof(f()) > 0, "");   // want-no-edge "f"
    n += fold(1, 2) + chosen<true>(n);
    return n;
}
thread_local Log per_thread(g(3)); // want-edge "Log::Log" direct want-edge "g" direct
int uses() {
    return per_thread.n; // want-todo-edge "Log::Log" direct -- the first use in each thread initialises it
}
int main() { return constructors(nullptr, 1) + uses(); }
