// Overloaded operators are calls: of values, of references, of smart pointers of one's own.
struct Number {
    int value;
    Number operator+(const Number &o) const { return {value + o.value}; }
    Number &operator+=(int n) { return value += n, *this; }
    bool operator!() const { return !value; }
    explicit operator bool() const { return value; }
    int operator[](int n) const { return value * n; }
};
static Number operator*(const Number &a, int n) { return {a.value * n}; }
struct Target {
    void go() {}
    void stop() {}
};
struct Handle {
    Target *target;
    Target *operator->() const { return target; }
    Target &operator*() const { return *target; }
};
struct Iterator {
    int n;
    int operator*() const { return n; }
    Iterator &operator++() { return ++n, *this; }
    bool operator!=(const Iterator &o) const { return n != o.n; }
};
struct Range {
    Iterator begin() const { return {0}; }
    Iterator end() const { return {3}; }
};

int run(Number a, Number b, Handle h) {
    a = a + b;  // want-edge "Number::operator+" direct want-no-edge "operator*"
    a += 3;     // want-edge "Number::operator+=" direct want-no-edge "Number::operator+"
    b = a * 2;  // want-edge "operator*" direct
    if (a)      // want-edge "Number::operator bool" direct
        h->go(); // want-edge "Handle::operator->" direct want-edge "Target::go" direct want-no-edge "Target::stop"
    (*h).stop(); // want-edge "Handle::operator*" direct want-edge "Target::stop" direct
    int sum = !b ? a[1] : 0; // want-edge "Number::operator!" direct want-edge "Number::operator[]" direct
    for (int n : Range()) // want-edge "Range::begin" direct want-edge "Range::end" direct
        sum += n;
    return sum;
}
