// A class inside a function: its virtual methods are called through the base that is handed out.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct Task {
    virtual ~Task() = default;
    virtual int run(int n) = 0;
};

static void lock() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
}

static Task *make() {
    class Counter : public Task {
      public:
        int run(int n) override { return lock(), n + step(); } // want-edge "lock" direct
        int unused(int n) {
            pthread_mutex_lock(&mutex);
            pthread_mutex_unlock(&mutex);
            return n;
        }

      private:
        static int step() { return 1; }
    };
    return new Counter;
}

extern "C" int on_request(int n) {
    Task *task = make();
    int r = task->run(n); // want-edge "Counter::run" virtual
    delete task;
    return r;
}
