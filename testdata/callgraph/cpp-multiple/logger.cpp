#include "logger.h"
namespace {
struct FileLogger : Logger {
    void log(const char *) override {}
};
struct SlowLogger : FileLogger {
    void log(const char *text) override {
        FileLogger::log(text); // want-edge "(anonymous)::FileLogger::log" direct want-no-edge "(anonymous)::SlowLogger::log"
    }
};
} // namespace
Logger *logger() {
    static FileLogger file;
    return &file;
}
void twice(Logger &l) {
    l.log("a"); // want-edge "NullLogger::log" virtual
    // want-edge(-1) "(anonymous)::FileLogger::log" virtual want-no-edge(-1) "(anonymous)::SlowLogger::log"
}
