// A wrapper of pthread_create with a trampoline: function and data travel in a struct, or in two parameters.
#include <pthread.h>
#include <stdlib.h>
struct start {
    void (*body)(void *);
    void *data;
};
static void *trampoline(void *arg) {
    struct start s = *(struct start *)arg;
    free(arg);
    s.body(s.data); // want-edge "serve_client" field want-no-edge "flush" want-no-edge "tick"
    return NULL;
}

static int spawn(void (*body)(void *), void *data) {
    pthread_t t;
    struct start *s = malloc(sizeof *s);
    s->body = body;
    s->data = data;
    return pthread_create(&t, NULL, trampoline, s); // want-no-edge "trampoline" want-no-edge "serve_client"
}

static int spawn_plain(void *(*body)(void *), void *data) {
    pthread_t t;
    return pthread_create(&t, NULL, body, data); // want-no-edge "tick"
}

struct client {
    void (*reply)(void);
};
static void flush(void) {}
static void serve_client(void *data) {
    struct client *c = data;
    c->reply(); // want-edge "flush" field want-no-edge "serve_client"
}
static void *tick(void *data) {
    void (**f)(void) = data;
    (*f)(); // want-edge "flush" field want-no-edge "serve_client"
    return NULL;
}

int run(struct client *c) {
    static void (*each)(void) = flush;
    c->reply = flush;
    spawn_plain(tick, &each);      // want-edge "spawn_plain" direct want-no-edge "tick"
    return spawn(serve_client, c); // want-edge "spawn" direct want-no-edge "serve_client"
}
