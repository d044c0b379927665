// Objects of static storage: their constructors run at start, those of static locals on the first call.
#include "registry.h"
static int first() { return 1; }
static int second() { return 2; }
static int never() { return 3; }
static Registrar one("one", first);
namespace {
const Registrar two{"two", second};
}
int (*keep)() = never;
struct Config {
    Config() { load(); } // want-edge "Config::load" direct
    void load() {}
};
static Config &config() {
    static Config instance; // want-edge "Config::Config" direct
    return instance;
}
int run(const char *) {
    config().load(); // want-edge "config" direct want-edge "Config::load" direct
    return run_all();
}
