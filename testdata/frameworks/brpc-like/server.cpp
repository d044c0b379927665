// The shipped pack on a program of brpc.
#include <brpc/server.h>
#include <mutex>
#include <sched.h>
#include <thread>

namespace {

std::mutex mutex;
unsigned long hits;

void stay_on_one_cpu() {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

void count() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "Echo"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "Echo"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

struct Request {};
struct Response {};

// As protobuf generates it.
class EchoService : public google::protobuf::Service {
  public:
    virtual void Echo(google::protobuf::RpcController *, const Request *, Response *, google::protobuf::Closure *) {} // want-handler "brpc.service"
};

class EchoService_Stub : public EchoService {
  public:
    void Echo(google::protobuf::RpcController *, const Request *, Response *, google::protobuf::Closure *) override {
        work(); // calls the other side
    }
};

void *in_bthread(void *data) {
    on_its_own_thread();
    return data;
}

class EchoServiceImpl : public EchoService {
  public:
    void Echo(google::protobuf::RpcController *, const Request *, Response *, google::protobuf::Closure *) override { // want-handler "brpc.service"
        bthread_t tid;
        work();
        bthread_start_background(&tid, nullptr, in_bthread, nullptr);
    }
    void reset() { work(); }
};

} // namespace

int main() {
    brpc::Server server;
    EchoServiceImpl service;
    EchoService_Stub stub;
    service.reset(); // before the server
    stub.Echo(nullptr, nullptr, nullptr, nullptr);
    return server.AddService(&service, brpc::SERVER_DOESNT_OWN_SERVICE);
}
