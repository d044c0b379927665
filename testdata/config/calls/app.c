// The project says what function pointers hold: exactly that.
#include <dlfcn.h>
#include <pthread.h>

struct module {
    void (*start)(void);
    void (*debug)(void);
};
typedef struct {
    void (*run)(void);
} command;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void (*on_loaded)(void);

void locks(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_start" want-via lock-in-handler "override in .*pinlint.json:4"
    pthread_mutex_unlock(&mutex);
}

void locks_too(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_load"
    pthread_mutex_unlock(&mutex);
}

void nothing(void) {}

static void other(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void visit(void (*each)(void)) { each(); } // want-edge "nothing" field want-no-edge "other"

void load(struct module *m, void *library) {
    m->start = (void (*)(void))dlsym(library, "start");
    m->debug = other;
    on_loaded = (void (*)(void))dlsym(library, "loaded");
}

static command get = {other};

void on_start(struct module *m) {
    m->start(); // want-edge "locks" field want-no-edge "other"
}
void on_load(void) {
    on_loaded(); // want-edge "locks_too" field
}
void on_put(command *c) {
    void (*run)(void) = c->run; // what the field holds goes on as always
    run();                      // want-edge "nothing" field want-no-edge "other"
    get.run();                  // want-no-edge "other"
    visit(other);
}
void on_debug(struct module *m) { m->debug(); } // want-no-edge "other"
