// One function sets everything: what it is given is a handler under some options and none under others.
#include <pthread.h>

enum { WEB_WRITE = 20011, WEB_READ = 20012, WEB_FREE = 20099 };
enum { WEB_START = 1, WEB_REQUEST = 2 };
void web_set(void *web, int option, ...);
void web_hook(int when, void (*hook)(void *data));

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int received(void *data) { // want-handler "web.option"
    (void)data;
    pthread_mutex_lock(&mutex); // want lock-in-handler "received"
    return pthread_mutex_unlock(&mutex);
}

// The option is a parameter: one of the values that it may have is a handler's.
static int wanted(void *data) { // want-handler "web.option"
    (void)data;
    return 0;
}

static int released(void *data) {
    (void)data;
    pthread_mutex_lock(&mutex);
    return pthread_mutex_unlock(&mutex);
}

static void at_start(void *data) {
    (void)data;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void for_request(void *data) { // want-handler "web.hook"
    (void)data;
}

// What is not known does not rule out that it is not WEB_START.
static void some_time(void *data) { // want-handler "web.hook"
    (void)data;
}

static void set(void *web, int option) {
    web_set(web, option, wanted);
}

void setup(void *web, int when) {
    web_set(web, WEB_READ, received);
    web_set(web, WEB_FREE, released);
    set(web, WEB_WRITE);
    web_hook(WEB_START, at_start);
    web_hook(WEB_REQUEST, for_request);
    web_hook(when, some_time);
}
