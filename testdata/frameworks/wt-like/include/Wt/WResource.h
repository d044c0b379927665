// Declarations of Wt, written for this test; Debian has no package of its headers.
#pragma once
namespace Wt {
namespace Http {
class Request;
class Response;
} // namespace Http
class WResource {
  public:
    virtual ~WResource() = default;
    virtual void handleRequest(const Http::Request &request, Http::Response &response) = 0;
    virtual void handleAbort(const Http::Request &) {}
};
} // namespace Wt
