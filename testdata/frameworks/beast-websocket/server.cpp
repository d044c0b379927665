// With the real headers and the shipped pack: WebSocket sessions.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <mutex>
#include <sched.h>
#include <thread>

namespace beast = boost::beast;
namespace websocket = beast::websocket;
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

class Chat : public std::enable_shared_from_this<Chat> {
  public:
    explicit Chat(tcp::socket &&socket) : ws_(std::move(socket)) {}

    void run() {
        ws_.control_callback([](websocket::frame_type, beast::string_view) { count(); }); // want-handler "beast.websocket"
        ws_.async_accept(beast::bind_front_handler(&Chat::on_accept, shared_from_this()));
    }

  private:
    void on_accept(beast::error_code) { // want-handler "beast.websocket"
        stay_on_one_cpu(); // want pin-in-handler:error "on_accept"
        ws_.async_read(buffer_, beast::bind_front_handler(&Chat::on_read, shared_from_this()));
    }
    void on_read(beast::error_code, std::size_t) { // want-handler "beast.websocket"
        ws_.async_write(buffer_.data(), [self = shared_from_this()](beast::error_code, std::size_t) {}); // want-handler "beast.websocket"
    }

    websocket::stream<beast::tcp_stream> ws_;
    beast::flat_buffer buffer_;
};

void not_registered() { count(); }

} // namespace

int main() {
    boost::asio::io_context context;
    tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), 8080));
    not_registered();
    acceptor.async_accept([](beast::error_code, tcp::socket socket) { // want-handler "asio.io"
        std::make_shared<Chat>(std::move(socket))->run();
    });
    context.run();
    return 0;
}
