// libev through its C++ header: what the loop calls is a function of that header, which calls the method.
#include <ev++.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

class Connection {
  public:
    Connection(int fd) {
        io.set<Connection, &Connection::readable>(this);
        io.start(fd, ev::READ);
        timer.set<&Connection::idle>(nullptr);
    }

  private:
    void readable(ev::io &, int) {
        pthread_mutex_lock(&mutex); // want lock-in-handler:warning "method_thunk"
        pthread_mutex_unlock(&mutex);
    }
    static void idle(ev::timer &, int) {}
    void other(ev::io &, int) {
        pthread_mutex_lock(&mutex);
        pthread_mutex_unlock(&mutex);
    }

    ev::io io;
    ev::timer timer;
};

void watch(int fd) {
    static Connection connection(fd);
    ev::get_default_loop().run();
}
