// Declarations of Oat++, written for this test; Debian has no package of its headers.
#pragma once
#include <memory>
namespace oatpp::web::protocol::http {
namespace incoming {
class Request {};
} // namespace incoming
namespace outgoing {
class Response {};
} // namespace outgoing
} // namespace oatpp::web::protocol::http
namespace oatpp::web::server {
class HttpRequestHandler {
  public:
    using IncomingRequest = protocol::http::incoming::Request;
    using OutgoingResponse = protocol::http::outgoing::Response;
    virtual ~HttpRequestHandler() = default;
    virtual std::shared_ptr<OutgoingResponse> handle(const std::shared_ptr<IncomingRequest> &request) = 0;
};
} // namespace oatpp::web::server
#define ENDPOINT(METHOD, PATH, NAME) \
    std::shared_ptr<oatpp::web::protocol::http::outgoing::Response> Z__PROXY_METHOD_##NAME( \
        const std::shared_ptr<oatpp::web::protocol::http::incoming::Request> &__request) { \
        (void)__request; \
        return NAME(); \
    } \
    std::shared_ptr<oatpp::web::protocol::http::outgoing::Response> NAME()
