// Constructors, destructors, methods, static methods, operators, default arguments, conversions: all are calls.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void touch() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_count"
    // want-path(-1) lock-in-handler "on_count -> store::Counter::Counter -> touch -> pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}

namespace store {
class Counter {
  public:
    Counter() : n(0) {}
    explicit Counter(int start) : n(start) { touch(); }
    ~Counter() { n = 0; }
    Counter &operator+=(int m) {
        n += m;
        return *this;
    }
    int operator()(int m) const { return n + m; }
    int operator[](int m) const { return n * m; }
    explicit operator bool() const { return n != 0; }
    int get() const { return n; }
    static int limit() { return 100; }

  private:
    int n;
};
} // namespace store

static int next_id() { return 7; }
static int tagged(int value, int id = next_id()) { return value + id; }

extern "C" int on_count(int m) {
    store::Counter plain;       // want-edge "store::Counter::Counter" direct want-edge "store::Counter::~Counter" direct
    store::Counter counter(m);  // want-edge "store::Counter::Counter" direct
    counter += m;               // want-edge "store::Counter::operator+=" direct
    m = counter(m);             // want-edge "store::Counter::operator()" direct
    m += counter[2];            // want-edge "store::Counter::operator[]" direct
    if (counter)                // want-edge "store::Counter::operator bool" direct
        m += plain.get();       // want-edge "store::Counter::get" direct
    m += tagged(m);             // want-edge "tagged" direct want-edge "next_id" direct
    return m + store::Counter::limit(); // want-edge "store::Counter::limit" direct
}
