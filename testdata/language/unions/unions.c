// Unions, and members without names: the field is found where it is written.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct event {
    int kind;
    union {
        struct {
            void (*ready)(int fd);
            int fd;
        };
        void (*expired)(long now);
    };
    union {
        void (*closed)(void);
        void *raw;
    } end;
};

static void ready(int fd) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_event"
    (void)fd;
    pthread_mutex_unlock(&mutex);
}

static void expired(long now) { (void)now; }
static void closed(void) {}

void setup(struct event *e, struct event *timer) {
    e->ready = ready;
    timer->expired = expired;
    e->end.closed = closed;
}

static struct event initialised = {.kind = 1, .ready = ready, .end = {.closed = closed}};

void on_event(struct event *e) {
    if (e->kind == 1)
        e->ready(e->fd); // want-edge "ready" field want-no-edge "closed"
    else
        e->expired(0); // want-edge "expired" field
    e->end.closed(); // want-edge "closed" field want-no-edge "ready"
    initialised.ready(0); // want-edge "ready" field
}
