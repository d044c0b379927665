// Declarations of Crow, written for this test; Debian has no package of its headers.
#pragma once
#include <functional>
#include <string>
namespace crow {
struct request {};
struct response {};
namespace websocket {
struct connection {};
} // namespace websocket
template <typename... Args> class TaggedRule {
  public:
    template <typename Func> void operator()(Func &&) {}
};
class WebSocketRule {
  public:
    template <typename Func> WebSocketRule &onopen(Func) { return *this; }
    template <typename Func> WebSocketRule &onmessage(Func) { return *this; }
};
class SimpleApp {
  public:
    template <int Tag> TaggedRule<> &route(const std::string &);
    WebSocketRule &websocket(const std::string &);
    void run();
};
} // namespace crow
#define CROW_ROUTE(app, url) app.template route<sizeof url>(url)
#define CROW_WEBSOCKET_ROUTE(app, url) app.websocket(url)
