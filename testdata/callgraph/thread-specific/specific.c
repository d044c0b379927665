// What pthread_setspecific and tss_set keep for the thread, and thread-local variables.
#include <pthread.h>
#include <threads.h>
struct context {
    void (*log)(const char *);
};
static pthread_key_t key;
static tss_t slot;
static _Thread_local void (*local)(const char *);
static void to_file(const char *s) { (void)s; }
static void to_screen(const char *s) { (void)s; }
static void nowhere(const char *s) { (void)s; }
static void never(const char *s) { (void)s; }
void (*keep)(const char *) = never;

void setup(struct context *c) {
    c->log = to_file;
    pthread_setspecific(key, c);
    tss_set(slot, (void *)to_screen);
    local = nowhere;
}

void run(void) {
    struct context *c = pthread_getspecific(key);
    c->log("a");                                  // want-edge "to_file" field want-no-edge "to_screen"
    ((void (*)(const char *))tss_get(slot))("b"); // want-edge "to_screen" field want-no-edge "never"
    local("c");                                   // want-edge "nowhere" flow want-no-edge "to_screen"
}
