// Lists in braces: the constructors that run for what stands in them, and for what does not.
#include <string>
static int second() { return 2; }
struct Text {
    int n;
    Text() : n(0) {}
    Text(int) : n(1) {}
    explicit Text(const char *) : n(2) {}
    Text(const Text &other) : n(other.n) {}
};
struct Pair {
    Text first;
    int number = second(); // want-edge "second" direct
    Text last{"end"};
};
struct Named {
    const char *name;
    Pair pair;
};
struct Point {
    int x, y;
};
struct Segment {
    Point from, to;
    int (*weigh)(int);
};
struct Base {
    Text text;
};
struct Derived : Base { // an aggregate since C++17
    int (*run)(int);
};
static int one(int n) { return n; }
static int two(int n) { return n + 1; }

int run(const Text &t) {
    Pair empty{};              // want-edge "Text::Text" direct
    Pair copied{t};            // want-edge "Text::Text" direct
    Pair converted{1};         // want-edge "Text::Text" direct
    Named named{"a", {t, 3}};  // want-edge "Text::Text" direct
    Segment s = {1, 2, 3, 4, one}; // braces left out
    Derived d{{t}, two};       // want-edge "Text::Text" direct
    Derived rest{};            // want-edge "Text::Text" direct
    Text several[3] = {1, t};  // want-edge "Text::Text" direct
    int n = s.weigh(1);        // want-edge "one" field want-no-edge "two"
    n += d.run(1);             // want-edge "two" field want-no-edge "one"
    return n + empty.number + copied.number + converted.number + named.pair.number + rest.text.n + several[0].n;
}
