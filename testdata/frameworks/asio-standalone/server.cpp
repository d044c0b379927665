// With the real headers of Asio without Boost, and the shipped pack: coroutines.
#include <asio.hpp>
#include <mutex>
#include <sched.h>

using asio::ip::tcp;

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

asio::thread_pool pool(2);

asio::awaitable<void> echo(tcp::socket socket) { // want-handler "asio.coroutine"
    char data[1024];
    std::size_t n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    stay_on_one_cpu(); // want pin-in-handler:error "echo"
    count();
    asio::post(pool, [] { stay_on_one_cpu(); });
    co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
}

asio::awaitable<void> listener() { // want-handler "asio.coroutine"
    tcp::acceptor acceptor(co_await asio::this_coro::executor, tcp::endpoint(tcp::v4(), 8080));
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    }
}

} // namespace

int main() {
    asio::io_context context(1);
    count(); // before the loop runs
    asio::co_spawn(context, listener(), asio::detached);
    asio::co_spawn(
        context,
        []() -> asio::awaitable<void> { // want-handler "asio.coroutine"
            count();
            co_return;
        },
        asio::detached);
    asio::post(context, [] { count(); }); // want-handler "asio.post"
    context.run();
    return 0;
}
