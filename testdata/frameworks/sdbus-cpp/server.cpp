// With the real headers and the shipped pack.
#include <functional>
#include <mutex>
#include <sched.h>
#include <sdbus-c++/sdbus-c++.h>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "lock_guard"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "operator"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

void concatenate(sdbus::MethodCall call) { // want-handler "sdbus-c++.method"
    call.createReply().send();
}

void resized(sdbus::Signal &) {} // want-handler "sdbus-c++.signal"

class Service {
  public:
    explicit Service(sdbus::IObject &object) {
        using std::placeholders::_1;
        object.registerMethod("org.example.Demo", "concatenate", "ai", "s", &concatenate);
        object.registerMethod("add").onInterface("org.example.Demo").implementedAs([](int a, int b) { // want-handler "sdbus-c++.method"
            work();
            std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "."
            return a + b;
        });
        object.registerMethod("org.example.Demo", "bound", "", "", std::bind(&Service::bound, this, _1));
        object.registerProperty("size").onInterface("org.example.Demo").withGetter([] { return 1; }).withSetter([](int) {}); // want-handler "sdbus-c++.property"
        object.finishRegistration();
    }

  private:
    void bound(sdbus::MethodCall) {} // want-handler "sdbus-c++.method"
    void not_registered(sdbus::MethodCall) { work(); }
};

} // namespace

int main() {
    auto connection = sdbus::createSystemBusConnection("org.example.Demo");
    auto object = sdbus::createObject(*connection, "/demo");
    auto proxy = sdbus::createProxy(*connection, "org.example.Peer", "/");
    count(); // before the loop
    Service service(*object);
    proxy->registerSignalHandler("org.example.Peer", "resized", &resized);
    proxy->uponSignal("moved").onInterface("org.example.Peer").call([](int) { count(); }); // want-handler "sdbus-c++.signal"
    proxy->callMethodAsync("ping").onInterface("org.example.Peer").uponReplyInvoke([](const sdbus::Error *) {}); // want-handler "sdbus-c++.reply"
    connection->enterEventLoop();
    return 0;
}
