// With the real header and the shipped pack. The pool's threads serve one request after the other: a pin stays.
#include <functional>
#include <httplib.h>
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
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "lock_guard"
    hits++;
}

void work() {
    std::lock_guard<std::mutex> guard(mutex);
    cpu_set_t set;
    CPU_ZERO(&set);
    sched_setaffinity(0, sizeof set, &set);
}

void answer(httplib::Response &response) {
    stay_on_one_cpu(); // want pin-in-handler:error "stay_on_one_cpu"
    count();
    response.set_content("hello", "text/plain");
}

void plain(const httplib::Request &, httplib::Response &response) { // want-handler "cpp-httplib.route"
    answer(response);
}

class Api {
  public:
    void list(const httplib::Request &, httplib::Response &response) { // want-handler "cpp-httplib.route"
        answer(response);
    }
};

struct Upload {
    void operator()(const httplib::Request &, httplib::Response &, const httplib::ContentReader &) const {} // want-handler "cpp-httplib.route"
};

std::function<void(const httplib::Request &, httplib::Response &)> removal() {
    return [](const httplib::Request &, httplib::Response &response) { // want-handler "cpp-httplib.route"
        count();
        response.set_content_provider("text/plain", [](size_t, httplib::DataSink &sink) { // want-handler "cpp-httplib.content"
            sink.done();
            return true;
        });
    };
}

void add(httplib::Server &server, httplib::Server::Handler handler) {
    server.Options("/wrapped", handler);
}

} // namespace

int main() {
    httplib::Server server;
    Api api;
    count(); // before the server listens
    server.Get("/plain", plain);
    server.Post("/lambda", [](const httplib::Request &, httplib::Response &response) { // want-handler "cpp-httplib.route"
        answer(response);
    });
    server.Get("/bound", std::bind(&Api::list, &api, std::placeholders::_1, std::placeholders::_2));
    server.Put("/object", Upload());
    server.Delete("/made", removal());
    auto patch = [](const httplib::Request &, httplib::Response &) { // want-handler "cpp-httplib.route"
        std::thread(work).detach(); // want thread-spawn-in-handler "."
    };
    server.Patch("/variable", patch);
    add(server, [](const httplib::Request &, httplib::Response &) {}); // want-handler "cpp-httplib.route"
    server.set_logger([](const httplib::Request &, const httplib::Response &) { count(); }); // want-handler "cpp-httplib.hook"
    auto never = [] { count(); };
    (void)never;
    return server.listen("localhost", 8080) ? 0 : 1;
}
