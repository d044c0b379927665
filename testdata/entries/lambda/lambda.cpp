// A lambda without captures is a C callback.
#include <pthread.h>

extern "C" void mini_route(const char *path, void (*handler)(void *request));
struct mini_ops {
    void (*close)(int fd);
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static mini_ops ops = {[](int) { // want-handler "mini.field"
    pthread_mutex_lock(&mutex); // want lock-in-handler "."
    pthread_mutex_unlock(&mutex);
}};

int main() {
    mini_route("/a", [](void *) { // want-handler "mini.route"
        pthread_mutex_lock(&mutex); // want lock-in-handler "."
        pthread_mutex_unlock(&mutex);
    });
    mini_route("/b", +[](void *) { // want-handler "mini.route"
        pthread_mutex_lock(&mutex); // want lock-in-handler "."
        pthread_mutex_unlock(&mutex);
    });
    return ops.close != nullptr;
}
