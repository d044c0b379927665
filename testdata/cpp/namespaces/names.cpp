// The same name in two namespaces, in an unnamed one, as a method and overloaded: four functions.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

namespace a {
void save() {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}
inline namespace v2 {
void load() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_load"
    pthread_mutex_unlock(&mutex);
}
} // namespace v2
} // namespace a
namespace b {
void save() {}
} // namespace b
namespace {
void save(int) {}
void save(long) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}
} // namespace

extern "C" void on_save() {
    b::save(); // want-edge "b::save" direct want-no-edge "a::save"
    save(1);
}

extern "C" void on_load() {
    using namespace a;
    load();
}

void at_start() {
    a::save();
    save(1L);
}
