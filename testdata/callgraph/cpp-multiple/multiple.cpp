// Several bases, a virtual one, and an interface that two files implement.
#include "logger.h"
struct Reader {
    virtual int read() = 0;
    virtual ~Reader() {}
};
struct Writer {
    virtual int write() = 0;
    virtual ~Writer() {}
};
struct Named {
    virtual int name() { return 0; }
    virtual ~Named() {}
};
struct File : Reader, Writer, virtual Named {
    int read() override { return 1; }
    int write() override { return 2; }
};
struct Socket : virtual Named, Reader {
    int read() override { return 3; }
    int name() override { return 4; }
};

int run(Reader *r, Writer *w, Named *n) {
    int sum = r->read(); // want-edge "File::read" virtual want-edge "Socket::read" virtual want-no-edge "File::write"
    sum += w->write();   // want-edge "File::write" virtual want-no-edge "Socket::read"
    sum += n->name();    // want-edge "Named::name" virtual want-edge "Socket::name" virtual
    logger()->log("x");  // want-edge "(anonymous)::FileLogger::log" virtual want-edge "NullLogger::log" virtual
    return sum;
}

struct NullLogger final : Logger {
    void log(const char *) override {}
};

int main() {
    File f;
    Socket s;
    NullLogger quiet;
    quiet.log("y"); // want-edge "NullLogger::log" direct want-no-edge "(anonymous)::FileLogger::log"
    return run(&f, &f, &s) + run(&s, &f, &f);
}
