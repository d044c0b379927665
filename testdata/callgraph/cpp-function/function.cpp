// std::function: local, as parameter, as member, in a container, of a bound function. One signature, one case: two
// std::function of one type are not told apart.
#include <functional>
#include <map>
#include <pthread.h>
#include <string>
#include <vector>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void lock() {
    // want(+1) lock-in-handler "on_local" want-other(+1) lock-in-handler "on_parameter"
    pthread_mutex_lock(&mutex); // want-other lock-in-handler "on_publish" want-other lock-in-handler "on_named"
    pthread_mutex_unlock(&mutex); // want-other(-1) lock-in-handler "on_bound"
}
static int in_local(int n) { return lock(), n; }
static int in_parameter(short n) { return lock(), n; }
static int in_vector(long n) { return lock(), int(n); }
static int in_map(char n) { return lock(), n; }
static void added(int a, int b) { (void)a, (void)b, lock(); }

static void never(const char *) {
    pthread_mutex_lock(&mutex); // stored, and never called
    pthread_mutex_unlock(&mutex);
}
std::function<void(const char *)> keep = never;

extern "C" int on_local(int n) {
    std::function<int(int)> f = in_local;
    return f(n);
}

static int apply(const std::function<int(short)> &f, short n) { return f(n); }
extern "C" int on_parameter(short n) { return apply(in_parameter, n); }

class Bus {
  public:
    void subscribe(std::function<int(long)> f) { subscribers.push_back(std::move(f)); }
    int publish(long n) {
        int sum = 0;
        for (auto &s : subscribers)
            sum += s(n);
        return sum;
    }

  private:
    std::vector<std::function<int(long)>> subscribers;
};
extern "C" int on_publish(Bus *bus, long n) { return bus->publish(n); }

static std::map<std::string, std::function<int(char)>> named;
extern "C" int on_named(const char *name) { return named[name]('x'); }

extern "C" void on_bound(int n) {
    std::function<void(int)> f = std::bind(added, 1, std::placeholders::_1);
    f(n);
}

int main() {
    Bus bus;
    bus.subscribe(in_vector);
    named["x"] = in_map;
    return on_publish(&bus, 1);
}
