// A handler is whatever overrides a method of the framework, at any depth.
#include <sched.h>

namespace http {
struct Request;
class Servlet {
  public:
    virtual ~Servlet() = default;
    virtual void service(Request &request) = 0;
    virtual void init() {}
};
} // namespace http

class Upload : public http::Servlet {
  public:
    void service(http::Request &request) override; // the definition is below
    void init() override {
        unshare(CLONE_FS); // at start-up
    }
};

void Upload::service(http::Request &) { // want-handler "http.servlet"
    unshare(CLONE_FS); // want thread-state-in-handler "Upload::service"
}

class ImageUpload final : public Upload {
  public:
    void service(http::Request &request) override { // want-handler "http.servlet"
        Upload::service(request);
    }
};

// A class of the framework that has the method from a base of its own.
namespace http {
class Task {
  public:
    virtual ~Task() = default;
    virtual void run() = 0;
};
class Connection : public Task {};
} // namespace http

class Echo : public http::Connection {
  public:
    void run() override { // want-handler "http.connection"
        unshare(CLONE_FS); // want thread-state-in-handler "Echo::run"
    }
};

class Job : public http::Task {
  public:
    void run() override { unshare(CLONE_FS); }
};

// The same name, but no Servlet.
class Printer {
  public:
    virtual ~Printer() = default;
    virtual void service(http::Request &) { unshare(CLONE_FS); }
};

int main() {
    ImageUpload upload;
    Printer printer;
    Echo echo;
    Job job;
    upload.init();
    return 0;
}
