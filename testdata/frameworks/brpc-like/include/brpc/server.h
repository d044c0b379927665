// Declarations of brpc, written for this test; Debian has no package of its headers.
#pragma once
namespace google::protobuf {
class RpcController {};
class Closure {};
class Service {
  public:
    virtual ~Service() = default;
};
} // namespace google::protobuf
namespace brpc {
enum ServiceOwnership { SERVER_DOESNT_OWN_SERVICE };
class Server {
  public:
    int AddService(google::protobuf::Service *service, ServiceOwnership ownership);
};
} // namespace brpc
typedef unsigned long bthread_t;
struct bthread_attr_t;
extern "C" int bthread_start_background(bthread_t *tid, const bthread_attr_t *attr, void *(*fn)(void *), void *args);
