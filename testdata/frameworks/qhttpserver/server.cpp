// With the real headers and the shipped pack.
#include <mutex>
#include <QCoreApplication>
#include <QHttpServer>
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
    stay_on_one_cpu(); // want pin-in-handler:error "operator"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

class Tracker : public QAbstractHttpServer {
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *) override { return false; } // want-handler "qhttpserver.server"
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}              // want-handler "qhttpserver.server"
};

QString not_registered() {
    work();
    return "";
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    QHttpServer server;
    Tracker tracker;
    not_registered(); // before the loop
    server.route("/", [] { // want-handler "qhttpserver.route"
        work();
        std::thread(on_its_own_thread).detach(); // want thread-spawn-in-handler "."
        return "hello";
    });
    auto about = [] { // want-handler "qhttpserver.route"
        count();
        return QString("about");
    };
    server.route("/about", about);
    server.route("/item/", QHttpServerRequest::Method::Get, [](int id) { return QString::number(id); }); // want-handler "qhttpserver.route"
    server.afterRequest([](QHttpServerResponse &&response) { return std::move(response); }); // want-handler "qhttpserver.hook"
    server.setMissingHandler([](const QHttpServerRequest &, QHttpServerResponder &&) {}); // want-handler "qhttpserver.hook"
    return app.exec();
}
