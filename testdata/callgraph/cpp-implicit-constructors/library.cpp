// Objects in an array or a variant of the library: their constructors run with that of what holds them.
#include <array>
#include <variant>

namespace library {

static void work() {}

struct Part {
    Part() { work(); }
};
struct Other {
    Other() { work(); }
};
struct Owner {
    std::array<Part, 3> parts;
    std::variant<Other, int> other;
};

void elements() {
    std::array<Part, 2> parts; // want-edge "library::Part::Part" direct
    (void)parts;
}

void none() {
    std::array<Part, 0> parts; // want-no-edge "library::Part::Part"
    (void)parts;
}

void alternative() {
    std::variant<Part, Other> first; // want-edge "library::Part::Part" direct want-no-edge "library::Other::Other"
    std::variant<int, Other> number; // want-no-edge "library::Other::Other"
    (void)first;
    (void)number;
}

void members() {
    Owner owner; // want-edge "library::Part::Part" direct want-edge "library::Other::Other" direct
    (void)owner;
}

} // namespace library
