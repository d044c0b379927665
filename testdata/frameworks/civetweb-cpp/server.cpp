// The C++ interface of CivetWeb: handlers override methods.
#include <CivetServer.h>
#include <mutex>
#include <sched.h>

static std::mutex mutex;
static unsigned long hits;

static void count() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "lock_guard"
    hits++;
}

static void render(struct mg_connection *conn) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "Page::handleGet"
    // want-path(-1) pin-in-handler "Page::handleGet -> tile -> render -> sched_setaffinity"
    mg_printf(conn, "hello");
    count();
}

static void tile(struct mg_connection *conn) {
    render(conn);
}

class Page : public CivetHandler {
  public:
    bool handleGet(CivetServer *, struct mg_connection *conn) override { // want-handler "civetweb.handler"
        tile(conn);
        return true;
    }
    bool handlePost(CivetServer *, struct mg_connection *conn) override { // want-handler "civetweb.handler"
        return conn != nullptr;
    }
    // Not a handler: a name of its own.
    bool handleNothing(struct mg_connection *conn) {
        count();
        return conn != nullptr;
    }
};

class Door : public CivetAuthHandler {
    bool authorize(CivetServer *, struct mg_connection *conn) override { // want-handler "civetweb.auth"
        return conn != nullptr;
    }
};

class Chat : public CivetWebSocketHandler {
    bool handleConnection(CivetServer *, const struct mg_connection *conn) override { // want-handler "civetweb.websocket"
        return conn != nullptr;
    }
    void handleReadyState(CivetServer *, struct mg_connection *) override {} // want-handler "civetweb.websocket"
    bool handleData(CivetServer *, struct mg_connection *, int, char *, // want-handler "civetweb.websocket"
                    size_t size) override {
        return size != 0;
    }
    void handleClose(CivetServer *, const struct mg_connection *) override {} // want-handler "civetweb.websocket"
};

int main() {
    const char *options[] = {"listening_ports", "8080", nullptr};
    CivetServer server(options);
    Page page;
    Door door;
    Chat chat;
    server.addHandler("/", page);
    server.addAuthHandler("/", door);
    server.addWebSocketHandler("/ws", chat);
    page.handleNothing(nullptr);
    return 0;
}
