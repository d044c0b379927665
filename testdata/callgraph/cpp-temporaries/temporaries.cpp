// Where temporaries end: with the full expression, or with the reference that they are bound to; and objects that are
// made where they stay are no temporaries.
#include <initializer_list>
#include <utility>
struct Log {
    int n = 0;
    Log() {}
    Log(int) {}
    Log(const Log &other) : n(other.n) {}
    Log &operator=(const Log &other) {
        n = other.n;
        return *this;
    }
    ~Log() {}
    explicit operator bool() const { return n != 0; }
    Log &self() { return *this; }
};
struct Pair {
    Log first;
    int second;
};
struct Holder {
    const Log &bound;
};
struct List {
    List(std::initializer_list<Log>) {}
};
static Log make() { return Log(3); } // want-edge "Log::Log" direct want-no-edge "Log::~Log"
static Pair pair() { return {1, 2}; } // want-edge "Log::Log" direct want-no-edge "Log::~Log"
static Log given() { return {}; } // want-no-edge "Log::~Log"
static void take(Log) {}
static int look(const Log &log) { return log.n; }
static void with_default(const Log & = make()) {}
extern "C" void nowhere(Log (*)(void), int);

void discarded() {
    Log();  // want-edge "Log::~Log" direct
    make(); // want-edge "Log::~Log" direct
    pair(); // want-edge "Log::~Log" direct
}
int used() {
    int n = make().n;          // want-edge "Log::~Log" direct
    n += make().self().n;      // want-edge "Log::~Log" direct
    n += look(make());         // want-edge "Log::~Log" direct
    n += look(4);              // want-edge "Log::~Log" direct want-edge "Log::Log" direct
    n += pair().first.n;       // want-edge "Log::~Log" direct
    if (make())                // want-edge "Log::~Log" direct
        n++;
    while (make().n)           // want-edge "Log::~Log" direct
        n++;
    for (; n; look(make()))    // want-edge "Log::~Log" direct
        n--;
    switch (make().n) {        // want-edge "Log::~Log" direct
    default: n++;
    }
    with_default();            // want-edge "Log::~Log" direct want-edge "make" direct
    return make().n + n;       // want-edge "Log::~Log" direct
}
void arguments(Log (*give)(void)) {
    take(make());  // want-edge "Log::~Log" direct
    take(4);       // want-edge "Log::~Log" direct
    Log log;       // want-edge "Log::~Log" direct
    take(log);     // want-edge "Log::~Log" direct
    log = make();  // want-edge "Log::~Log" direct want-edge "Log::operator=" direct
    give();        // want-edge "Log::~Log" direct
    (*give)();     // want-edge "Log::~Log" direct
    List list{1, make()}; // want-edge "Log::~Log" direct
    (void)list;
}
int run_arguments() {
    arguments(make);
    arguments(given);
    return 0;
}
Log *allocated() {
    return new Log(make()); // want-edge "make" direct want-no-edge "Log::~Log"
}
int bound() {
    const Log &a = make();      // want-edge "Log::~Log" direct
    Log &&b = Log(1);           // want-edge "Log::~Log" direct
    const Log &c = pair().first; // want-edge "Log::~Log" direct
    Holder d{make()};           // want-edge "Log::~Log" direct
    std::initializer_list<Log> e = {1, 2}; // want-edge "Log::~Log" direct
    static const Log &f = make(); // want-no-edge "Log::~Log"
    Log &g = *new Log;            // want-no-edge "Log::~Log"
    return a.n + b.n + c.n + d.bound.n + (int)e.size() + f.n + g.n;
}
void thrown(int n) {
    if (n)
        throw make(); // want-no-edge "Log::~Log"
}
void caught(int n) {
    try {
        thrown(n);
    } catch (const Log &log) { // want-edge "Log::~Log" direct
        look(log);
    }
}
int conditional(int n) {
    Log log = n ? make() : Log(2);   // want-edge "Log::~Log" direct
    look(n ? make() : log);          // want-edge "Log::~Log" direct
    (void)(n, make());               // want-edge "Log::~Log" direct
    return log.n + (n && make().n);  // want-edge "Log::~Log" direct
}
int captured() {
    Log log;                                 // want-edge "Log::~Log" direct
    auto copy = [log] { return log.n; };     // want-edge "Log::Log" direct want-edge "Log::~Log" direct
    auto made = [log = make()] { return log.n; }; // want-edge "make" direct want-edge "Log::~Log" direct
    auto refer = [&log] { return log.n; };   // want-no-edge "Log::Log" want-no-edge "Log::~Log"
    return copy() + made() + refer();
}
static Log global = make(); // want-edge "make" direct want-no-edge "Log::~Log"
static int number = make().n; // want-edge "Log::~Log" direct
int main() { return global.n + number; }
