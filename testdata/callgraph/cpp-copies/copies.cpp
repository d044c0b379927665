// What copies and assignments call that the compiler writes: those of bases, members and elements of arrays.
#include <memory>
#include <utility>
#include <vector>
struct Log {
    int n = 0;
    Log() {}
    Log(const Log &other) : n(other.n) {}
    Log(Log &&other) noexcept : n(other.n) {}
    Log &operator=(const Log &other) {
        n = other.n;
        return *this;
    }
    Log &operator=(Log &&other) noexcept {
        n = other.n;
        return *this;
    }
};
struct Copied { // moves are copies
    int n = 0;
    Copied() {}
    Copied(const Copied &other) : n(other.n) {}
    Copied &operator=(const Copied &other) = default;
};
struct Base { // want-edge "Log::operator=" direct
    Log log;
};
struct Derived : Base { // want-edge "Base::operator=" direct want-edge "Copied::operator=" direct
    Copied copied;
};
struct Array { // want-edge "Log::operator=" direct
    Log logs[2];
};
struct Defaulted {
    Log log;
    Defaulted() = default;
    Defaulted(const Defaulted &) = default;
    Defaulted &operator=(const Defaulted &) = default; // want-edge "Log::operator=" direct
};
struct Written {
    Log first, second;
    Written() {}
    Written(const Written &other) : first(other.first) {} // want-edge "Log::Log" direct
    Written &operator=(const Written &other) {
        first = other.first; // want-edge "Log::operator=" direct
        return *this;
    }
};
struct Refers {
    Log &log;
    Log *pointer;
};
struct Plain {
    int numbers[3];
};
static void take(Derived) {}

int run(Derived &d, const Array &a, const Defaulted &f, const Written &w, Log &log, Plain plain) {
    Derived copy = d;             // want-edge "Log::Log" direct want-edge "Copied::Copied" direct
    Derived moved = std::move(d); // want-edge "Log::Log" direct want-edge "Copied::Copied" direct
    copy = moved;                 // want-edge "Derived::operator=" direct
    moved = std::move(copy);      // want-edge "Derived::operator=" direct
    take(copy);                   // want-edge "Log::Log" direct want-edge "Copied::Copied" direct
    Array array = a;              // want-edge "Log::Log" direct want-no-edge "Log::operator="
    array = a;                    // want-edge "Array::operator=" direct want-no-edge "Log::Log"
    Defaulted defaulted(f);       // want-edge "Log::Log" direct
    defaulted = f;                // want-edge "Defaulted::operator=" direct
    Written written(w);           // want-edge "Written::Written" direct want-no-edge "Log::Log"
    written = w;                  // want-edge "Written::operator=" direct want-no-edge "Log::operator="
    Refers refers{log, &log};     // want-no-edge "Log::Log"
    Refers again = refers;        // want-no-edge "Log::Log"
    Plain same = plain;           // want-no-edge "Log::Log"
    auto *heap = new Derived(d);  // want-edge "Log::Log" direct
    auto by_value = [copy] { return copy.log.n; }; // want-edge "Log::Log" direct
    Derived sliced[] = {d, moved};                  // want-edge "Log::Log" direct
    return copy.log.n + again.log.n + same.numbers[0] + heap->log.n + by_value() + sliced[0].log.n;
}
