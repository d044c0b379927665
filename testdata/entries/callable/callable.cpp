// What is passed is no function, but something that calls one.
#include <functional>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

namespace mini {
class Server {
  public:
    void route(const char *path, std::function<void(int)> handler);
};
} // namespace mini

static void lock() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "lock"
    pthread_mutex_unlock(&mutex);
}

static void plain(int) { lock(); }          // want-handler "mini.route"
static void bound(char, int) { lock(); }    // want-handler "mini.route"
static void in_variable(int) { lock(); }    // want-handler "mini.route"
static void through_wrapper(int) { lock(); } // want-handler "mini.route"
static void captured(int) { lock(); }        // want-handler "mini.route"
static void never(int) { lock(); }

struct Page {
    virtual ~Page() = default;
    virtual void show(int) = 0;
    virtual void hide(int) { lock(); }
};
struct Home : Page {
    void show(int) override { lock(); } // want-handler "mini.route"
    void hide(int) override { lock(); }
};

struct Object {
    void operator()(int) const { lock(); } // want-handler "mini.route"
    void other(int) const { lock(); }
};

static std::function<void(int)> made(void (*inner)(int)) {
    return [inner](int n) { inner(n); }; // want-handler "mini.route"
}

static void add(mini::Server &server, std::function<void(int)> handler) { server.route("/wrapped", handler); }

int main(int argc, char **) {
    mini::Server server;
    Home home;
    server.route("/plain", plain);
    server.route("/bound", std::bind(bound, 'x', std::placeholders::_1));
    server.route("/method", std::bind(&Page::show, &home, std::placeholders::_1));
    server.route("/object", Object());
    server.route("/made", made(captured));
    std::function<void(int)> variable = in_variable;
    if (argc > 1)
        variable = [](int) { lock(); }; // want-handler "mini.route"
    server.route("/variable", std::move(variable));
    add(server, through_wrapper);
    server.route("/generic", [](auto) { lock(); }); // want-handler "mini.route"
    std::function<void(int)> unused = never;
    return unused ? 0 : 1;
}
