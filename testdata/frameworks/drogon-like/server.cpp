// The shipped pack on a program of Drogon.
#include <drogon/drogon.h>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "lock_guard"
    hits++;
}

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "asyncHandleHttpRequest"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using namespace drogon;

class Page : public HttpSimpleController<Page> {
  public:
    void asyncHandleHttpRequest(const HttpRequestPtr &, const Callback &callback) override { // want-handler "drogon.controller"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "asyncHandleHttpRequest"
        callback(nullptr);
    }
    void reset() { work(); }
};

class Api : public HttpController<Api> {
  public:
    METHOD_LIST_BEGIN
    METHOD_ADD(Api::list, "/list");
    METHOD_LIST_END

    void list(const HttpRequestPtr &, Callback &&) {} // want-handler "drogon.controller"
};

class Chat : public WebSocketControllerBase {
  public:
    void handleNewMessage(const WebSocketConnectionPtr &, std::string &&) override {} // want-handler "drogon.websocket"
};

class Login : public HttpFilterBase {
  public:
    void doFilter(const HttpRequestPtr &, const std::function<void(HttpResponsePtr)> &, // want-handler "drogon.filter"
                  const std::function<void()> &next) override {
        next();
    }
};

} // namespace

int main() {
    Page page;
    Chat chat;
    Login login;
    page.reset(); // before the loop
    Api::initPathRouting();
    app().registerHandler("/hello", [](const HttpRequestPtr &, Callback &&) { count(); }); // want-handler "drogon.handler"
    app().run();
    return 0;
}
