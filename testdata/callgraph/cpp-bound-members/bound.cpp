// Pointers to members that the library's templates call: std::bind, bind_front, mem_fn, function, invoke, apply. Each
// has a type of its own, so that none can be taken for another.
#include <functional>
#include <pthread.h>
#include <tuple>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void unlock() { pthread_mutex_unlock(&mutex); }

struct Store {
    void bound(int) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_bind" want-other lock-in-handler "on_placeholder"
        unlock();
    }
    void front(short) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_bind_front"
        unlock();
    }
    void named(long) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_mem_fn"
        unlock();
    }
    void held(char) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_function"
        unlock();
    }
    void applied(float) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_apply"
        unlock();
    }
    void never(double) {
        pthread_mutex_lock(&mutex); // its address is taken, and nobody calls it
        unlock();
    }
};
void (Store::*kept)(double) = &Store::never;

struct Base {
    virtual ~Base() = default;
    virtual void run(unsigned) = 0;
};
struct Derived : Base {
    void run(unsigned) override {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_virtual"
        unlock();
    }
};

// `this` arrives with the object: the callback is the one of the object that was bound.
struct Calls {
    void (*callback)() = nullptr;
    void call(unsigned char) { callback(); } // want-edge "through_object" field
};
static void through_object() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_object"
    unlock();
}

extern "C" void on_bind(Store *store) { std::bind(&Store::bound, store, 1)(); }
extern "C" void on_placeholder(Store *store) { std::bind(&Store::bound, store, std::placeholders::_1)(1); }
extern "C" void on_bind_front(Store *store) { std::bind_front(&Store::front, store)(short{1}); }
extern "C" void on_mem_fn(Store *store) {
    auto named = std::mem_fn(&Store::named);
    named(store, 1L);
}
extern "C" void on_function(Store *store) {
    std::function<void(Store &, char)> f = &Store::held;
    f(*store, 'x');
}
extern "C" void on_apply(Store *store) { std::apply(&Store::applied, std::make_tuple(store, 1.0F)); }
extern "C" void on_virtual() {
    Derived derived;
    Base *base = &derived;
    auto run = std::bind(&Base::run, base, std::placeholders::_1);
    run(1U);
}
extern "C" void on_object() {
    Calls calls;
    calls.callback = through_object;
    std::bind(&Calls::call, &calls, static_cast<unsigned char>(1))();
}
