// Declarations of Drogon, written for this test; Debian has no package of its headers.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>
namespace drogon {
class HttpRequest;
class HttpResponse;
class WebSocketConnection;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using WebSocketConnectionPtr = std::shared_ptr<WebSocketConnection>;
using Callback = std::function<void(const HttpResponsePtr &)>;
class HttpSimpleControllerBase {
  public:
    virtual ~HttpSimpleControllerBase() = default;
    virtual void asyncHandleHttpRequest(const HttpRequestPtr &req, const Callback &callback) = 0;
};
template <typename T> class HttpSimpleController : public HttpSimpleControllerBase {};
template <typename T> class HttpController {
  protected:
    template <typename FUNCTION>
    static void registerMethod(FUNCTION &&, const std::string &, const std::vector<int> &, bool, const std::string &) {}
};
#define METHOD_LIST_BEGIN static void initPathRouting() {
#define METHOD_ADD(method, pattern, ...) registerMethod(&method, pattern, {__VA_ARGS__}, true, #method)
#define METHOD_LIST_END \
    return; \
    }
class WebSocketControllerBase {
  public:
    virtual ~WebSocketControllerBase() = default;
    virtual void handleNewMessage(const WebSocketConnectionPtr &, std::string &&) = 0;
};
class HttpFilterBase {
  public:
    virtual ~HttpFilterBase() = default;
    virtual void doFilter(const HttpRequestPtr &req, const std::function<void(HttpResponsePtr)> &fcb,
                          const std::function<void()> &fccb) = 0;
};
class HttpAppFramework {
  public:
    template <typename FUNCTION> HttpAppFramework &registerHandler(const std::string &, FUNCTION &&) { return *this; }
    void run();
};
HttpAppFramework &app();
} // namespace drogon
