// With the real headers and the shipped pack: HTTP sessions.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <mutex>
#include <sched.h>
#include <thread>

namespace beast = boost::beast;
namespace http = beast::http;
using tcp = boost::asio::ip::tcp;

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

boost::asio::thread_pool pool(2);

class Session : public std::enable_shared_from_this<Session> {
  public:
    explicit Session(tcp::socket &&socket) : stream_(std::move(socket)) {}

    void run() {
        http::async_read(stream_, buffer_, request_, beast::bind_front_handler(&Session::on_read, shared_from_this()));
    }

  private:
    void on_read(beast::error_code error, std::size_t) { // want-handler "beast.http"
        if (error)
            return;
        answer();
        http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, std::size_t) { // want-handler "beast.http"
            self->run();
        });
    }
    void answer() {
        stay_on_one_cpu(); // want pin-in-handler:error "on_read"
        count();
        boost::asio::post(pool, [] { stay_on_one_cpu(); });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

class Client : public std::enable_shared_from_this<Client> {
  public:
    explicit Client(boost::asio::io_context &context) : stream_(context) {}

    void run(const tcp::endpoint &endpoint) {
        stream_.async_connect(endpoint, beast::bind_front_handler(&Client::on_connect, shared_from_this()));
    }

  private:
    void on_connect(beast::error_code) { count(); } // want-handler "beast.stream"

    beast::tcp_stream stream_;
};

void not_registered() { count(); }

} // namespace

int main() {
    boost::asio::io_context context;
    tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), 8080));
    not_registered();
    std::make_shared<Client>(context)->run(acceptor.local_endpoint());
    acceptor.async_accept([](beast::error_code, tcp::socket socket) { // want-handler "asio.io"
        std::make_shared<Session>(std::move(socket))->run();
    });
    context.run();
    return 0;
}
