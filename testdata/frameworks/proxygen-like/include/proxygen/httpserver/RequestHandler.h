// Declarations of Proxygen, written for this test; Debian has no package of its headers.
#pragma once
#include <memory>
namespace folly {
class IOBuf {};
} // namespace folly
namespace proxygen {
class HTTPMessage {};
class RequestHandler {
  public:
    virtual ~RequestHandler() = default;
    virtual void onRequest(std::unique_ptr<HTTPMessage> headers) noexcept = 0;
    virtual void onBody(std::unique_ptr<folly::IOBuf> body) noexcept = 0;
    virtual void onEOM() noexcept = 0;
    virtual void requestComplete() noexcept = 0;
};
} // namespace proxygen
