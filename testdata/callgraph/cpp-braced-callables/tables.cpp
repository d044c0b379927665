// Tables of std::function in braces: libclang shows what is written there, not the constructors that run. One signature
// a table: two std::function of one type are not told apart.
#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <pthread.h>
#include <string>
#include <vector>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void unlock() { pthread_mutex_unlock(&mutex); }

static void get_int(int) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "serve_map"
    unlock();
}
static const std::map<std::string, std::function<void(int)>> by_name{{"get", get_int}, {"none", [](int) {}}};
extern "C" void serve_map(const char *name) { by_name.at(name)(1); }

extern "C" void serve_vector() {
    auto locks = [](short) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "serve_vector"
        unlock();
    };
    std::vector<std::function<void(short)>> steps = {[](short) {}, locks};
    for (auto &step : steps) step(1);
}

static void in_array(long) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "serve_array"
    unlock();
}
extern "C" void serve_array() {
    std::array<std::function<void(long)>, 1> steps{in_array};
    steps[0](1);
}

struct Route {
    const char *path;
    std::function<void(char)> run;
};
struct Locks {
    void operator()(char) const {
        pthread_mutex_lock(&mutex); // want lock-in-handler "serve_routes"
        unlock();
    }
};
static const Route routes[] = {{"/", [](char) {}}, {"/lock", Locks()}};
extern "C" void serve_routes() {
    for (const Route &route : routes) route.run('x');
}

class Server {
  public:
    Server() {
        auto locks = [this](float) { lock(); };
        routes.push_back({"/", locks});
    }
    void serve() const {
        for (auto &route : routes) route.second(1);
    }

  private:
    void lock() {
        pthread_mutex_lock(&mutex); // want lock-in-handler "serve_server"
        unlock();
    }
    std::vector<std::pair<std::string, std::function<void(float)>>> routes;
};
extern "C" void serve_server() {
    Server server;
    server.serve();
}

// A table that nobody calls.
static void never(double) {
    pthread_mutex_lock(&mutex);
    unlock();
}
std::vector<std::function<void(double)>> unused{never};

// A generic lambda as a function pointer, and memory from the project's own operator new.
extern "C" void serve_generic() {
    void (*callback)(int) = [](auto) {
        pthread_mutex_lock(&mutex); // want lock-in-handler "serve_generic"
        unlock();
    };
    callback(1);
}

struct Pool {
    char memory[64];
};
void *operator new(decltype(sizeof 0) size, Pool &pool) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "serve_placed"
    unlock();
    return pool.memory + size % 8;
}
struct Part {
    int n = 0;
};
extern "C" void serve_placed(Pool *pool) { new (*pool) Part(); }
