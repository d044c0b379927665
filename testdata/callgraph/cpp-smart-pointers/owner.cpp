// Objects behind smart pointers, in containers, made by factories.
#include <map>
#include <memory>
#include <string>
#include <vector>
struct Handler {
    virtual ~Handler() = default;
    virtual int handle(int) = 0;
};
struct Get : Handler {
    int handle(int n) override { return n; }
};
struct Put : Handler {
    explicit Put(int k) : keep(k) {}
    int handle(int n) override { return n + keep; }
    int keep;
};
struct Gone : Handler {
    int handle(int n) override { return -n; }
};

static std::unique_ptr<Handler> make(int n) {
    if (n)
        return std::make_unique<Put>(n);
    return std::unique_ptr<Handler>(new Get);
}

int run(int n) {
    std::vector<std::unique_ptr<Handler>> all;
    std::map<std::string, std::shared_ptr<Handler>> named;
    all.push_back(make(n));
    named["put"] = std::make_shared<Put>(2);
    for (auto &h : all)
        n += h->handle(1); // want-edge "Get::handle" virtual want-edge "Put::handle" virtual want-no-edge "Gone::handle"
    n += named["put"]->handle(2); // want-edge "Put::handle" virtual want-no-edge "Gone::handle"
    return n + make(3)->handle(4); // want-edge "Put::handle" virtual want-edge "make" direct
}
