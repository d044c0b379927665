// A handler is what is stored in any place of one typedef: here a slot of an array that a function hands out.
#include <pthread.h>
#include <stdlib.h>

typedef struct request request;
typedef int (*web_handler_pt)(request *r);
typedef int (*web_init_pt)(request *r);

typedef struct {
    void *elements;
    unsigned count;
    size_t size;
} array;
void *array_push(array *a);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int access_handler(request *r) { // want-handler "web.phase"
    pthread_mutex_lock(&mutex); // want lock-in-handler "access_handler"
    int allowed = r != NULL;
    pthread_mutex_unlock(&mutex);
    return allowed;
}

static int content_handler(request *r) { // want-handler "web.phase"
    return r == NULL;
}

// What a function of this result type returns is stored, too: the library asks it for the next handler.
static int next_handler(request *r) { // want-handler "web.phase"
    return r != NULL;
}

web_handler_pt choose(request *r) {
    return r ? next_handler : NULL;
}

// Another typedef of the same type is another thing.
static int init(request *r) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return r != NULL;
}

struct location {
    web_handler_pt handler;
    web_init_pt init;
};

int configure(array *phase, struct location *location) {
    web_handler_pt *h = array_push(phase);
    if (!h)
        return -1;
    *h = access_handler;
    location->handler = content_handler;
    location->init = init;
    return 0;
}

// Slots of one pool hold functions of different types; a handler that is copied from a slot has the type of a handler.
typedef void (*web_timer_pt)(void *data);
static void *pool[16];
static unsigned used;

static void *slot(void) {
    return &pool[used++];
}

static int copied_handler(request *r) { // want-handler "web.phase"
    return r != NULL;
}

static void timer(void *data) {
    pthread_mutex_lock(&mutex);
    *(int *)data = 0;
    pthread_mutex_unlock(&mutex);
}

void copy(struct location *location) {
    web_handler_pt *h = slot();
    web_timer_pt *t = slot();
    *(void **)h = (void *)copied_handler;
    *t = timer;
    location->handler = *h;
}
