#include <pthread.h>

typedef int hook(int);
typedef struct hooks {
    hook *start, *stop;
} hooks;
struct module {
    const char *name;
    hooks *hooks;
};
struct other {
    int (*run)(int);
    int size;
};
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int start(int x) {
    return x;
}
static int stop(int x) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
    return x;
}
static int tick(int x) {
    return x;
}
static hooks mine = {start, stop};
struct module module_file = {"file", &mine};
static struct other clock_of = {tick, 0};

int clock_now(void) {
    return clock_of.run(1); // want-edge "tick" field // want-no-edge "run"
}
