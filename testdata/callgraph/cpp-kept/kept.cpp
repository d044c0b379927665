// What unique_ptr and packaged_task keep, in code that libclang hides: deleters that are functions, lambdas, objects;
// tasks that are.
#include <functional>
#include <future>
#include <memory>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void unlock() { pthread_mutex_unlock(&mutex); }

static void free_int(int *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_function"
    unlock();
}
extern "C" void on_function(int *p) { std::unique_ptr<int, void (*)(int *)> owner(p, free_int); }

extern "C" void on_lambda(short *p) {
    std::unique_ptr<short, void (*)(short *)> owner(p, [](short *) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_lambda"
        unlock();
    });
}

static int free_long(long *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_member"
    unlock();
    return 0;
}
struct Member {
    std::unique_ptr<long, decltype(&free_long)> owner{nullptr, &free_long};
};
extern "C" void on_member() { Member member; }

static void free_char(char *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_reset"
    unlock();
}
static std::unique_ptr<char, void (*)(char *)> shared(nullptr, &free_char);
extern "C" void on_reset(char *p) { shared.reset(p); }

extern "C" void on_reference(float *p) {
    auto deleter = [](float *) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_reference"
        unlock();
    };
    std::unique_ptr<float, decltype(deleter) &> owner(p, deleter);
}

static void free_double(double *) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_erased"
    unlock();
}
extern "C" void on_erased(double *p) { std::unique_ptr<double, std::function<void(double *)>> owner(p, free_double); }

// Never made with this deleter by a handler, nor ended by one.
static void free_bool(bool *) {
    pthread_mutex_lock(&mutex);
    unlock();
}
static std::unique_ptr<bool, void (*)(bool *)> elsewhere(nullptr, free_bool);

static int task(int) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_task"
    unlock();
    return 0;
}
extern "C" void on_task() {
    std::packaged_task<int(int)> packaged(task);
    packaged(1);
}
extern "C" void on_moved_task() {
    std::packaged_task<void(short)> packaged([](short) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_moved_task"
        unlock();
    });
    std::packaged_task<void(short)> moved = std::move(packaged);
    moved(1);
}
struct Functor {
    void operator()(long) const {
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_functor"
        unlock();
    }
};
extern "C" void on_functor() {
    std::packaged_task<void(long)> packaged{Functor()};
    packaged(1);
}

// Made, and never run.
extern "C" void on_unused() {
    std::packaged_task<void(char)> packaged([](char) {
        pthread_mutex_lock(&mutex);
        unlock();
    });
    (void)packaged;
}
