// C++20: what coroutines call, comparisons that the compiler writes, aggregates in parentheses.
#include <compare>
#include <coroutine>
#include <initializer_list>
#include <utility>
struct Log {
    int n = 0;
    Log() {}
    Log(int) {}
    Log(const Log &other) : n(other.n) {}
    ~Log() {}
};
struct Awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    int await_resume() { return 1; }
    ~Awaiter() {}
};
struct Awaitable {
    Awaiter operator co_await() { return {}; }
};
struct Task {
    struct promise_type {
        promise_type() {}
        ~promise_type() {}
        Task get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_value(int) {}
        Awaiter yield_value(int) { return {}; }
        void unhandled_exception() {}
    };
};
static Awaitable wait(int) { return {}; }
static Awaiter direct() { return {}; }
static int one(int n) { return n; }
static int two(int n) { return n; }
using function = int (*)(int);
static function chosen() { return one; }

Task coroutine(int n) { // want-edge "Task::promise_type::get_return_object" direct want-edge "Task::promise_type::initial_suspend" direct want-edge "Task::promise_type::final_suspend" direct want-edge "Task::promise_type::unhandled_exception" direct want-edge "Task::promise_type::promise_type" direct want-edge "Task::promise_type::~promise_type" direct
    Log log; // want-edge "Log::Log" direct want-edge "Log::~Log" direct
    int k = co_await wait(n); // want-edge "wait" direct want-edge "Awaitable::operator co_await" direct want-edge "Awaiter::await_ready" direct want-edge "Awaiter::await_suspend" direct want-edge "Awaiter::await_resume" direct want-edge "Awaiter::~Awaiter" direct
    co_await direct();        // want-edge "direct" direct want-edge "Awaiter::await_ready" direct want-no-edge "Awaitable::operator co_await"
    co_yield one(k);          // want-edge "one" direct want-edge "Task::promise_type::yield_value" direct want-edge "Awaiter::await_resume" direct
    function f = chosen();    // want-edge "chosen" direct
    k = f(k);                 // want-edge "one" flow want-no-edge "two"
    if (k)
        co_return two(k);     // want-edge "two" direct want-edge "Task::promise_type::return_value" direct
    co_return 3;              // want-edge "Task::promise_type::return_value" direct
}

struct Part {
    int n;
    bool operator==(const Part &other) const { return n == other.n; }
    std::strong_ordering operator<=>(const Part &other) const { return n <=> other.n; }
};
struct Whole {
    Part first;
    int number;
    bool operator==(const Whole &) const = default; // want-edge "Part::operator==" direct
    std::strong_ordering operator<=>(const Whole &) const = default; // want-edge "Part::operator<=>" direct
};
bool compares(const Whole &a, const Whole &b, const Part &p) {
    bool is = a == b;    // want-edge "Whole::operator==" direct
    is = is && a != b;   // want-edge "Whole::operator==" direct
    is = is && a < b;    // want-edge "Whole::operator<=>" direct
    is = is && p >= p;   // want-edge "Part::operator<=>" direct
    return is && p != p; // want-edge "Part::operator==" direct
}
struct Pair {
    Log log;
    function run;
};
struct Range {
    struct Iterator {
        int at;
        int operator*() const { return at; }
        Iterator &operator++() {
            ++at;
            return *this;
        }
        bool operator==(const Iterator &other) const { return at == other.at; }
    };
    Iterator begin() { return {0}; }
    Iterator end() { return {3}; }
};
int rest(int n) {
    Pair pair(1, one);       // want-edge "Log::Log" direct since-llvm 16 want-edge "Log::~Log" direct
    n += pair.run(n);        // want-edge "one" field since-llvm 16
    Pair named{.log = 2, .run = two}; // want-edge "Log::Log" direct
    n += named.run(n);       // want-edge "two" field
    for (int i : Range()) // want-edge "Range::Iterator::operator==" direct want-edge "Range::Iterator::operator++" direct
        n += i;
    for (Log log; int i : Range()) // want-todo-edge "Log::Log" direct -- libclang does not show what stands before a range
        n += i + log.n;
    auto generic = []<typename T>(T t) requires(sizeof(T) > 1) { return one(t); }; // want-edge "one" direct
    return n + generic(n);
}
