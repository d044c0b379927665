// A C library with a table of callbacks, filled from C++: methods behind static functions, `this` as user data.
#include "stream.h"
class Connection {
  public:
    virtual ~Connection() {}
    void open() {
        stream s = {Connection::read_thunk, close_thunk, this};
        pump(&s); // want-edge "pump" direct want-no-edge "Connection::read_thunk"
    }

  private:
    static int read_thunk(void *data, int n) {
        return static_cast<Connection *>(data)->read(n); // want-edge "Tls::read" virtual want-no-edge "Raw::read"
    }
    static void close_thunk(void *data) { static_cast<Connection *>(data)->close(); } // want-edge "Connection::close" direct
    virtual int read(int n) { return n; }
    void close() {}
};
class Tls : public Connection {
    int read(int n) override { return n + 1; }
};
class Raw : public Connection {
    int read(int n) override { return n - 1; }
};
void run() {
    Tls t;
    t.open();
}
