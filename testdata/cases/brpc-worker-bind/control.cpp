// Case brpc-worker-bind: true negative. Workers are bound to CPUs by whoever makes them; handlers run on them later.
#include <pthread.h>
#include <sched.h>

#include <vector>

class Service {
public:
    virtual ~Service() = default;
    virtual void on_call(int request) = 0;
};
Service *next_service(int *request);

class TaskControl {
public:
    int init(int concurrency) {
        _workers.resize(static_cast<size_t>(concurrency));
        for (int i = 0; i < concurrency; ++i) {
            if (pthread_create(&_workers[static_cast<size_t>(i)], nullptr, worker_thread, this)) return -1;
            bind_thread_to_cpu(_workers[static_cast<size_t>(i)], i);
        }
        return 0;
    }

private:
    static void *worker_thread(void *arg) {
        auto *control = static_cast<TaskControl *>(arg);
        int request;
        while (Service *service = next_service(&request)) service->on_call(request + control->_offset);
        return nullptr;
    }
    static void bind_thread_to_cpu(pthread_t pthread, int cpu) {
        cpu_set_t cs;
        CPU_ZERO(&cs);
        CPU_SET(cpu, &cs);
        auto r = pthread_setaffinity_np(pthread, sizeof cs, &cs);
        (void)r;
    }
    std::vector<pthread_t> _workers;
    int _offset = 0;
};

extern "C" void on_echo(int request) { (void)request; } // want-handler "app.event"
class Echo : public Service {
public:
    void on_call(int request) override { on_echo(request); }
};

int main() {
    static TaskControl control;
    static Echo echo;
    echo.on_call(1);
    return control.init(4);
}
