// Instances of function templates, and overloaded functions, in braces: libclang shows the name that is written there,
// not which function it means. The template stands for its instances.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void lock() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_member"
    pthread_mutex_unlock(&mutex);
}

struct Entry {
    void (*run)(void *);
    void *data;
};
template <class T> static void locks(void *) { lock(); }
template <class T> static void sleeps(void *) {}
extern "C" void on_member(int *n) {
    Entry entry = {locks<int>, n};
    entry.run(entry.data); // want-edge "locks" field
}

struct Named {
    const char *name;
    void (*call)(void *);
};
struct Machine {
    int n = 0;
    void on() { n = 1; }
    void off() { n = 0; }
    template <class T> static void reset(void *) {}
};
template <class T, void (T::*M)()> static void forward(void *object) {
    (static_cast<T *>(object)->*M)(); // want-edge "Machine::on" flow want-no-edge "Machine::off"
}
template <void (*F)(int)> static void call(void *object);
static void given(int) {}
static const Named named[] = {{"on", &forward<Machine, &Machine::on>}, {.name = "off", .call = (sleeps<int>)}, {"call", call<given>}};
static void call_named(Machine *m) {
    for (const Named &entry : named) entry.call(m); // want-edge "call" field want-edge "forward" field want-edge "sleeps" field want-no-edge "locks"
}
template <void (*F)(int)> static void call(void *) {
    F(1); // want-edge "given" flow
}

template <int N> static int numbered(int n) { return n + N; }
static int (*const numbers[])(int) = {numbered<1>, &numbered<2>};
static int add(int n) {
    return numbers[n](n); // want-edge "numbered" field
}

struct Member {
    void (*clear)(void *) {Machine::reset<int>};
};
static void clear(Member *member) {
    member->clear(nullptr); // want-edge "Machine::reset" field
}

// The type chooses, and a function rather than a template.
static void weigh(int *) {}
static void weigh(long *) noexcept {}
template <class T> static void weigh(T *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_short"
    pthread_mutex_unlock(&mutex);
}
template <class A, class B> static void weigh(A *, B *) {}
struct Scale {
    void (*by_int)(int *);
    void (*by_long)(long *);
    void (*by_short)(short *);
    void (*by_two)(int *, int *);
};
static const Scale scale = {weigh, weigh, weigh, weigh};
extern "C" void on_others(int *a, long *b) {
    scale.by_int(a);    // want-edge "weigh" field
    scale.by_long(b);   // want-edge "weigh" field
    scale.by_two(a, a); // want-edge "weigh" field
}
extern "C" void on_short(short *a) {
    scale.by_short(a); // want-edge "weigh" field
}

// All arguments.
template <class... A> static void several(A...) {}
struct Several {
    void (*call)(int, int);
};
static void call_several(const Several &several) {
    several.call(1, 2); // want-edge "several" field
}

int main() {
    Machine m;
    Member member;
    long a = 0;
    short b = 0;
    int c = 0;
    on_member(&m.n);
    m.off();
    call_named(&m);
    clear(&member);
    on_others(&c, &a);
    on_short(&b);
    call_several({several});
    return add(1);
}
