// With the real headers and the shipped pack.
#include <mutex>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketNotification.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/NObserver.h>
#include <Poco/Thread.h>
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

// Two calls down from whatever serves a request.
void work() {
    stay_on_one_cpu(); // want pin-in-handler:error "handleRequest"
    count();
}

// On a thread of its own it may do both.
void on_its_own_thread() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

using namespace Poco::Net;

class Job : public Poco::Runnable {
  public:
    void run() override { on_its_own_thread(); }
};

class Page : public HTTPRequestHandler {
  public:
    void handleRequest(HTTPServerRequest &, HTTPServerResponse &response) override { // want-handler "poco.http"
        static Poco::Thread thread;
        static Job job;
        work();
        thread.start(job); // want thread-spawn-in-handler "Poco::Thread::start"
        response.send();
    }
};

class Pages : public HTTPRequestHandlerFactory {
  public:
    HTTPRequestHandler *createRequestHandler(const HTTPServerRequest &) override { // want-handler "poco.http"
        return new Page;
    }
};

class Echo : public TCPServerConnection {
  public:
    explicit Echo(const StreamSocket &socket) : TCPServerConnection(socket) {}
    void run() override { count(); } // want-handler "poco.tcp"
};

class Reader {
  public:
    explicit Reader(SocketReactor &reactor) {
        reactor.addEventHandler(socket_, Poco::NObserver<Reader, ReadableNotification>(*this, &Reader::readable));
    }
    void readable(const Poco::AutoPtr<ReadableNotification> &) {} // want-handler "poco.reactor"
    void not_registered(const Poco::AutoPtr<ReadableNotification> &) { work(); }

  private:
    StreamSocket socket_;
};

} // namespace

int main() {
    SocketReactor reactor;
    Reader reader(reactor);
    reader.not_registered(nullptr); // before the servers
    HTTPServer http(new Pages, ServerSocket(8080), new HTTPServerParams);
    TCPServer echo(new TCPServerConnectionFactoryImpl<Echo>, ServerSocket(7));
    http.start();
    echo.start();
    reactor.run();
    return 0;
}
