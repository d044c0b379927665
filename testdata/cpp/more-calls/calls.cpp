// Calls that are easy to miss: base and member constructors, default member initialisers, delegating constructors,
// range-for, conversions, function objects, std::call_once, std::bind.
#include <functional>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int touch(int n) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    pthread_mutex_unlock(&mutex);
    return n;
}
static int first() { return touch(1); }
static int second() { return touch(2); }
static int third() { return touch(3); }
static int fourth() { return touch(4); }

struct Base {
    Base() { first(); } // want-edge "first" direct
};
struct Member {
    int n = second(); // want-edge "second" direct
};
struct Derived : Base {
    Member member;
    int m;
    Derived() : Derived(third()) {} // want-edge "third" direct
    explicit Derived(int start) : m(start) {} // want-edge "Base::Base" direct
};

struct Numbers {
    int values[3] = {1, 2, 3};
    const int *begin() const { return values; }
    const int *end() const {
        fourth(); // want-edge "fourth" direct
        return values + 3;
    }
    operator int() const { return values[0]; }
};

struct Adder {
    int operator()(int a) const { return touch(a); }
};
template <typename F> static int apply(F f, int n) { return f(n); } // want-edge "Adder::operator()" direct

extern "C" int on_derived() {
    Derived d; // want-edge "Derived::Derived" direct
    return d.m;
}

extern "C" int on_range() {
    int sum = 0;
    Numbers numbers;
    for (int n : numbers) // want-edge "Numbers::begin" direct want-edge "Numbers::end" direct
        sum += n;
    return sum + numbers; // want-edge "Numbers::operator int" direct
}

extern "C" int on_object() {
    return apply(Adder(), 2); // want-edge "apply" direct
}
