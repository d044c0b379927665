// Templates whose bases depend on their arguments: what they override, the constructors that they inherit, and fields
// that only the code of the template fills. libclang shows none of it in the instances.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void unlock() { pthread_mutex_unlock(&mutex); }

template <class T> struct Handler {
    virtual ~Handler() = default;
    virtual void run(T) = 0;
    virtual void spare() {}
    void twice(T value) {
        run(value);
        run(value);
    }
};
template <class T> struct Locks : Handler<T> {
    void run(T) override {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_base" want-other lock-in-handler "on_method"
        unlock();
    }
    void other(T) { pthread_mutex_lock(&mutex); } // no method of the base has this name
};
template <class T> struct Deeper : Locks<T> {
    // virtual, since the base's is
    void spare() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_spare"
        unlock();
    }
};
template <class T> struct Unmade : Handler<T> {
    void run(T) override {
        pthread_mutex_lock(&mutex); // no instance is ever made
        unlock();
    }
};
static bool is_unmade(Handler<int> *handler) { return dynamic_cast<Unmade<int> *>(handler) != nullptr; }

extern "C" void on_base(Handler<int> *handler) {
    handler->run(1); // want-edge "Locks::run" virtual want-no-edge "Unmade::run"
}
extern "C" void on_method(Handler<long> *handler) { handler->twice(1); }
extern "C" void on_spare(Handler<int> *handler) { handler->spare(); } // want-edge "Deeper::spare" virtual

// A base that is an argument itself.
struct Plain {
    virtual ~Plain() = default;
    virtual void work() {}
};
struct Other {
    virtual ~Other() = default;
    virtual void work() {}
};
template <class Policy, class Base> struct Timed : Base {
    void work() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_mixin"
        unlock();
    }
};
extern "C" void on_mixin(Plain *plain) { plain->work(); } // want-edge "Timed::work" virtual
extern "C" void on_other(Other *other) { other->work(); } // want-no-edge "Timed::work"

// Inherited constructors, and a field that the hidden one fills.
template <class T> struct Base {
    explicit Base(void (*f)(T)) : callback(f) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_inherited"
        unlock();
    }
    void call(T value) { callback(value); } // want-edge "called" field
    void (*callback)(T);
};
template <class T> struct Inherits : Base<T> {
    using Base<T>::Base;
    int spare = 0;
};
static void called(short) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_inherited"
    unlock();
}
extern "C" void on_inherited() {
    Inherits<short> object(called);
    object.call(1);
}

// A template that is its own base, and two that are each other's.
template <int N> struct Level : Level<N - 1> {
    virtual void rise() {}
};
template <> struct Level<0> {
    virtual ~Level() = default;
    int floor = 0;
};
template <class T> struct Upper : T {
    void work() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_mixin"
        unlock();
    }
};
template <class T> struct Lower : T {
    void work() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_mixin"
        unlock();
    }
};

int main() {
    Level<20> level;
    Upper<Lower<Plain>> upper;
    Lower<Upper<Plain>> lower;
    level.rise();
    on_mixin(&upper);
    on_mixin(&lower);
    Deeper<int> deeper;
    Locks<long> locks;
    Timed<int, Plain> timed;
    Other other;
    on_base(&deeper);
    on_spare(&deeper);
    on_method(&locks);
    on_mixin(&timed);
    on_other(&other);
    return is_unmade(&deeper);
}
