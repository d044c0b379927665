// With the real headers and the shipped pack.
#include <google/protobuf/wrappers.pb.h>
#include <grpcpp/alarm.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/support/sync_stream.h>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "OnReadDone"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "SayHello"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using Name = google::protobuf::StringValue;

// As the generator writes it for a service of two methods.
class Greeter {
  public:
    class Service : public grpc::Service {
      public:
        virtual grpc::Status SayHello(grpc::ServerContext *, const Name *, Name *) { // want-handler "grpc.sync"
            return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "");
        }
        virtual grpc::Status ListNames(grpc::ServerContext *, const Name *, grpc::ServerWriter<Name> *) { // want-handler "grpc.sync"
            return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "");
        }
    };
    class CallbackService : public grpc::Service {
      public:
        virtual grpc::ServerUnaryReactor *SayHello(grpc::CallbackServerContext *, const Name *, Name *) { // want-handler "grpc.callback"
            return nullptr;
        }
        virtual grpc::ServerBidiReactor<Name, Name> *Talk(grpc::CallbackServerContext *) { // want-handler "grpc.callback"
            return nullptr;
        }
    };
    // What a client calls.
    class Stub {
      public:
        grpc::Status SayHello(grpc::ClientContext *, const Name &, Name *) {
            work();
            return grpc::Status::OK;
        }
    };
};

class GreeterImpl final : public Greeter::Service {
    grpc::Status SayHello(grpc::ServerContext *, const Name *, Name *reply) override { // want-handler "grpc.sync"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "SayHello"
        reply->set_value("hello");
        return grpc::Status::OK;
    }
    grpc::Status ListNames(grpc::ServerContext *, const Name *, grpc::ServerWriter<Name> *writer) override { // want-handler "grpc.sync"
        writer->Write(Name());
        return grpc::Status::OK;
    }
};

class Talker final : public grpc::ServerBidiReactor<Name, Name> {
  public:
    Talker() { StartRead(&name_); }
    void OnReadDone(bool ok) override { // want-handler "grpc.reactor"
        count();
        if (ok)
            StartWrite(&name_);
    }
    void OnWriteDone(bool) override { StartRead(&name_); } // want-handler "grpc.reactor"
    void OnCancel() override {}                             // want-handler "grpc.reactor"
    void OnDone() override { delete this; }                 // want-handler "grpc.reactor"

  private:
    Name name_;
};

class CallbackGreeter final : public Greeter::CallbackService {
    grpc::ServerUnaryReactor *SayHello(grpc::CallbackServerContext *context, const Name *, Name *) override { // want-handler "grpc.callback"
        auto *reactor = context->DefaultReactor();
        reactor->Finish(grpc::Status::OK);
        return reactor;
    }
    grpc::ServerBidiReactor<Name, Name> *Talk(grpc::CallbackServerContext *) override { // want-handler "grpc.callback"
        return new Talker;
    }
};

class AnyMethod final : public grpc::CallbackGenericService {
    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *) override { // want-handler "grpc.generic"
        return nullptr;
    }
};

class Tracer final : public grpc::experimental::Interceptor {
  public:
    void Intercept(grpc::experimental::InterceptorBatchMethods *methods) override { // want-handler "grpc.interceptor"
        methods->Proceed();
    }
};

// The asynchronous interface: tags come out of a queue.
void serve_queue(grpc::ServerCompletionQueue *queue) { // want-handler "grpc.queue"
    void *tag;
    bool ok;
    while (queue->Next(&tag, &ok))
        count();
}

} // namespace

int main() {
    GreeterImpl greeter;
    CallbackGreeter callbacks;
    AnyMethod any;
    Tracer tracer;
    grpc::Alarm alarm;
    grpc::ServerBuilder builder;
    count(); // before the server
    builder.RegisterService(&greeter);
    builder.RegisterService(&callbacks);
    builder.RegisterCallbackGenericService(&any);
    auto queue = builder.AddCompletionQueue();
    auto server = builder.BuildAndStart();
    alarm.Set(std::chrono::system_clock::now(), [](bool) { count(); }); // want-handler "grpc.alarm"
    std::thread poller(serve_queue, queue.get());
    server->Wait();
    poller.join();
    return 0;
}
