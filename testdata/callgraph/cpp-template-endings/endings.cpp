// What the destructors of templates call: libclang shows them without what depends on the arguments. And constructors
// that are templates themselves, in braces; operators beside the class, in a range-for.
#include <memory>
#include <mutex>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void unlock() { pthread_mutex_unlock(&mutex); }

// A guard over any lock, one's own and the library's.
template <class L> struct Guard {
    explicit Guard(L &l) : lock(l) { lock.lock(); }
    ~Guard() { lock.unlock(); }
    L &lock;
};
struct Slow {
    void lock() {}
    void unlock() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_guard" want-other lock-in-handler "on_library_guard"
        ::unlock();
    }
};
static Slow slow;
extern "C" void on_guard() { Guard<Slow> guard(slow); }
extern "C" void on_library_guard() { std::lock_guard<Slow> guard(slow); } // want lock-in-handler "on_library_guard"

// Reference counts: in a base that is a template, by a function beside the class.
template <class T> struct Counted {
    void unref() { delete static_cast<T *>(this); }
};
template <class T> struct Pointer {
    explicit Pointer(T *p) : object(p) {}
    ~Pointer() {
        if (object) object->unref();
    }
    T *object;
};
struct Node : Counted<Node> {
    ~Node() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_pointer"
        unlock();
    }
};
extern "C" void on_pointer() { Pointer<Node> pointer(new Node); }

struct Buffer {};
inline void release(Buffer *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_released"
    unlock();
}
inline void release(int *) {
    pthread_mutex_lock(&mutex); // of something else
    unlock();
}
template <class T> struct Released {
    explicit Released(T *p) : object(p) {}
    ~Released() { drop(); }
    void drop() { release(object); }
    T *object;
};
extern "C" void on_released(Buffer *buffer) { Released<Buffer> released(buffer); }

// A function of the argument, and the argument's own deleter; an object in raw memory.
struct Scope {
    static void leave() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_scope" since-llvm 17
        unlock();
    }
    static void enter() {
        pthread_mutex_lock(&mutex); // not called by the end
        unlock();
    }
};
template <class T> struct Within {
    ~Within() { T::leave(); }
    void stay() {}
};
extern "C" void on_scope() { Within<Scope>().stay(); }

struct Part {
    ~Part() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_owner" want-other lock-in-handler "on_storage"
        unlock();
    }
};
template <class T, class D = std::default_delete<T>> struct Owner {
    explicit Owner(T *p) : object(p) {}
    ~Owner() { D()(object); }
    T *object;
};
extern "C" void on_owner() { Owner<Part> owner(new Part); }
template <class T> struct Storage {
    alignas(T) char bytes[sizeof(T)];
    ~Storage() { reinterpret_cast<T *>(bytes)->~T(); }
};
extern "C" void on_storage() { Storage<Part> storage; }

// `Callback(nullptr)` and `Callback(anything)`: braces take the one that fits.
struct Callback {
    Callback(decltype(nullptr)) {
        pthread_mutex_lock(&mutex); // not this one
        unlock();
    }
    template <class F> Callback(F) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_braces"
        unlock();
    }
};
struct Row {
    const char *name;
    Callback callback;
};
extern "C" void on_braces() {
    Row row = {"first", unlock};
    (void)row;
}

// A class template's own constructor, and an object that is converted.
template <class T> struct Handle {
    Handle(decltype(nullptr)) {
        pthread_mutex_lock(&mutex); // not this one
        unlock();
    }
    Handle(T *) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_handle"
        unlock();
    }
};
struct Number {
    operator int() const {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_number"
        unlock();
        return 1;
    }
};
extern "C" void on_handle(Part *part) {
    Handle<Part> handles[] = {part};
    (void)handles;
}
extern "C" int on_number() {
    int numbers[] = {Number()};
    return numbers[0];
}

// The operators of an iterator, as friend and beside it.
struct Range {
    struct Iterator {
        int n;
        int operator*() const { return n; }
        friend bool operator!=(const Iterator &a, const Iterator &b) {
            pthread_mutex_lock(&mutex); // want lock-in-handler "on_range"
            unlock();
            return a.n != b.n;
        }
    };
    Iterator begin() const { return {0}; }
    Iterator end() const { return {2}; }
};
static Range::Iterator &operator++(Range::Iterator &i) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_range"
    unlock();
    i.n++;
    return i;
}
extern "C" int on_range() {
    int sum = 0;
    for (int n : Range()) sum += n;
    return sum;
}
