// try, catch and throw are code like any other; a guard is released when an exception leaves the scope.
#include <pthread.h>
#include <stdexcept>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int parse(const char *text) {
    if (!text)
        throw std::runtime_error("no text");
    return text[0];
}

static void complain() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_text"
    pthread_mutex_unlock(&mutex);
}

extern "C" int on_text(const char *text) try {
    return parse(text);
} catch (const std::exception &) {
    complain(); // want-edge "complain" direct
    return -1;
}
