// The same library in C++.
#include <modsecurity/modsecurity.h>
#include <mutex>

static std::mutex mutex;

static void write_log(void *, const void *) { // want-handler "libmodsecurity.log"
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler:note "write_log"
}

void connect(modsecurity::ModSecurity &modsec) {
    modsec.setServerLogCb(write_log);
}
