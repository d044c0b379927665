// With the real headers and the shipped pack.
#include <mutex>
#include <sched.h>
#include <string>
#include <thread>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/server/TThreadedServer.h>
#include <thrift/TDispatchProcessor.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TServerSocket.h>

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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "lock_guard"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "add"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using namespace apache::thrift;

// As the generator writes it for a service Calculator.
class CalculatorIf {
  public:
    virtual ~CalculatorIf() = default;
    virtual int32_t add(int32_t a, int32_t b) = 0;
    virtual void ping() = 0;
};

class CalculatorClient : virtual public CalculatorIf {
  public:
    int32_t add(int32_t a, int32_t b) override {
        count(); // a caller's thread
        return a + b;
    }
    void ping() override {}
};

class CalculatorProcessor : public TDispatchProcessor {
  public:
    explicit CalculatorProcessor(std::shared_ptr<CalculatorIf> iface) : iface_(iface) {}

  protected:
    bool dispatchCall(protocol::TProtocol *, protocol::TProtocol *, const std::string &name, int32_t, void *) override { // want-handler "thrift.processor"
        if (name == "add")
            iface_->add(1, 2);
        else
            iface_->ping();
        return true;
    }

  private:
    std::shared_ptr<CalculatorIf> iface_;
};

class CalculatorHandler : virtual public CalculatorIf {
  public:
    int32_t add(int32_t a, int32_t b) override { // want-handler "thrift.handler"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "add"
        return a + b;
    }
    void ping() override {} // want-handler "thrift.handler"
    void reset() { work(); }
};

class Echo : public TProcessor {
  public:
    bool process(std::shared_ptr<protocol::TProtocol>, std::shared_ptr<protocol::TProtocol>, void *) override { // want-handler "thrift.processor"
        return true;
    }
};

class Events : public server::TServerEventHandler {
  public:
    void *createContext(std::shared_ptr<protocol::TProtocol>, std::shared_ptr<protocol::TProtocol>) override { // want-handler "thrift.event"
        return nullptr;
    }
    void preServe() override { work(); } // once
};

} // namespace

int main() {
    auto handler = std::make_shared<CalculatorHandler>();
    CalculatorClient client;
    handler->reset(); // before the server
    client.add(1, 2);
    auto events = std::make_shared<Events>();
    events->preServe();
    server::TThreadedServer echo(std::make_shared<Echo>(), std::make_shared<transport::TServerSocket>(9091),
                                 std::make_shared<transport::TBufferedTransportFactory>(),
                                 std::make_shared<protocol::TBinaryProtocolFactory>());
    server::TThreadedServer server(std::make_shared<CalculatorProcessor>(handler),
                                   std::make_shared<transport::TServerSocket>(9090),
                                   std::make_shared<transport::TBufferedTransportFactory>(),
                                   std::make_shared<protocol::TBinaryProtocolFactory>());
    server.setServerEventHandler(events);
    server.serve();
    return 0;
}
