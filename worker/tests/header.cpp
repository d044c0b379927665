// The header as C++ sees it, and a worker that a C++ program uses.
#include <cstdlib>
#include <string>

#include "pinworker_profile.h"

namespace {
struct greeter {
    std::string greeting = "hello";
};

int init(void *, unsigned, void **state) {
    *state = new greeter;
    return 0;
}
void cleanup(void *state) { delete static_cast<greeter *>(state); }

int length(void *state, void *data) {
    *static_cast<size_t *>(data) = static_cast<greeter *>(state)->greeting.size();
    return 0;
}
} // namespace

int main() {
    pinworker_profile_options profile = PINWORKER_PROFILE_OPTIONS_INIT;
    if (profile.size != sizeof profile || profile.period != 0) return EXIT_FAILURE;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = init;
    options.cleanup = cleanup;
    pinworker *worker = nullptr;
    if (pinworker_start(&options, NULL, &worker) != 0) return EXIT_FAILURE;
    size_t size = 0;
    int error = pinworker_run(worker, length, &size, sizeof size);
    pinworker_close(worker, NULL, 0, nullptr);
    pinworker_free(worker);
    return error == 0 && size == 5 ? EXIT_SUCCESS : EXIT_FAILURE;
}
