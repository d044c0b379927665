// With the real headers and the shipped pack. Whatever completes runs on a thread of the io_context.
#include <boost/asio.hpp>
#include <boost/bind/bind.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <thread>

namespace asio = boost::asio;
using asio::ip::tcp;
using error_code = boost::system::error_code;

namespace {

std::mutex mutex;
unsigned long hits;

void stay_on_one_cpu() {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

void count() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:warning "lock_guard"
    hits++;
}

// On a pool of its own: it may wait, and pin.
void work() {
    stay_on_one_cpu();
    std::lock_guard<std::mutex> guard(mutex);
    hits++;
}

asio::thread_pool pool(2);

class Session : public std::enable_shared_from_this<Session> {
  public:
    explicit Session(tcp::socket socket) : socket_(std::move(socket)), timer_(socket_.get_executor()) {}

    void start() {
        auto self = shared_from_this();
        socket_.async_read_some(asio::buffer(data_), [self](const error_code &error, std::size_t n) { // want-handler "asio.io"
            if (!error)
                self->answer(n);
        });
        timer_.expires_after(std::chrono::seconds(5));
        timer_.async_wait(std::bind(&Session::expired, self, std::placeholders::_1));
    }

  private:
    void answer(std::size_t n) {
        stay_on_one_cpu(); // want pin-in-handler:error "operator"
        count();
        asio::post(pool, work);
        asio::async_write(socket_, asio::buffer(data_, n),
                          asio::bind_executor(strand_, [self = shared_from_this()](const error_code &, std::size_t) { // want-handler "asio.io"
                              self->start();
                          }));
    }
    void expired(const error_code &) { // want-handler "asio.wait"
        socket_.close();
    }

    tcp::socket socket_;
    asio::steady_timer timer_;
    asio::strand<asio::any_io_executor> strand_{socket_.get_executor()};
    char data_[1024];
};

class Server {
  public:
    Server(asio::io_context &context, unsigned short port)
        : peer_(context), acceptor_(context, tcp::endpoint(tcp::v4(), port)), resolver_(context), signals_(context, SIGTERM) {
        accept();
        resolver_.async_resolve("localhost", "80", [](const error_code &, tcp::resolver::results_type) { // want-handler "asio.io"
            count();
        });
        acceptor_.async_accept(asio::make_strand(context), std::bind(&Server::accepted, this, std::placeholders::_1));
        acceptor_.async_accept(peer_, boost::bind(&Server::accepted_peer, this, asio::placeholders::error));
        signals_.async_wait([this](const error_code &, int) { acceptor_.close(); }); // want-handler "asio.wait"
    }

  private:
    void accept() {
        acceptor_.async_accept([this](const error_code &error, tcp::socket socket) { // want-handler "asio.io"
            if (!error)
                std::make_shared<Session>(std::move(socket))->start();
            accept();
        });
    }

    void accepted(const error_code &) {}      // want-handler "asio.io"
    void accepted_peer(const error_code &) {} // want-handler "asio.io"

    tcp::socket peer_;
    tcp::acceptor acceptor_;
    tcp::resolver resolver_;
    asio::signal_set signals_;
};

void posted() { // want-handler "asio.post"
    count();
}

} // namespace

int main() {
    asio::io_context context(1);
    Server server(context, 8080);
    count(); // before the loop runs
    asio::post(context, posted);
    context.post([] { count(); }); // want-handler "asio.post"
    auto never = [] { count(); };
    (void)never;
    std::thread other([&context] { context.run(); });
    context.run();
    other.join();
    pool.join();
    return 0;
}
