// Declarations of Seastar, written for this test; Debian has no package of its headers.
#pragma once
#include <functional>
#include <memory>
#include <string>
namespace seastar {
using sstring = std::string;
template <typename T> struct future {
    T value;
};
namespace http {
struct request {};
struct reply {};
} // namespace http
namespace httpd {
class handler_base {
  public:
    virtual ~handler_base() = default;
    virtual future<std::unique_ptr<http::reply>> handle(const sstring &path, std::unique_ptr<http::request> req,
                                                        std::unique_ptr<http::reply> rep) = 0;
};
using request_function = std::function<sstring(const http::request &)>;
class function_handler : public handler_base {
  public:
    function_handler(const request_function &handle, const sstring &type);
    future<std::unique_ptr<http::reply>> handle(const sstring &path, std::unique_ptr<http::request> req,
                                                std::unique_ptr<http::reply> rep) override;
};
} // namespace httpd
} // namespace seastar
