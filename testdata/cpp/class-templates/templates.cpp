// Virtual methods and destructors of class templates: libclang hides the members of instantiations, the template shows them.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void touch(int) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    pthread_mutex_unlock(&mutex);
}

struct Task {
    virtual void run() = 0;
};
template <class T> struct Held : Task {
    T value{};
    void run() override { touch(1); }
};
template <class T> struct Unmade : Task {
    void run() override { touch(2); }
};

static void dispatch(Task *task) {
    task->run(); // want-edge "Held::run" virtual want-no-edge "Unmade::run"
}

extern "C" void on_task() {
    Held<int> held;
    dispatch(&held);
}

template <class T> struct Guard {
    ~Guard() { touch(3); }
};

extern "C" void on_guard() {
    Guard<int> guard; // want-edge "Guard::~Guard" direct
    (void)guard;
}

struct Value {
    ~Value() { touch(4); }
};

extern "C" void on_value(Value value) { // want-edge "Value::~Value" direct
    (void)value;
}
