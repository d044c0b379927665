// Hooks of several types are set with one call; what they have in common is that the user's data comes last.
#include <pthread.h>

struct request;
struct header;
typedef int (*hook)();
int set_hook(struct request *r, int type, hook function, void *arg);

struct session {
    void (*log)(struct session *s);
    int hits;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void log_hit(struct session *s) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "log_hit"
    s->hits++;
    pthread_mutex_unlock(&mutex);
}

static void count_hit(struct session *s) {
    s->hits++;
}

static void never(struct session *s) {
    pthread_mutex_lock(&mutex);
    s->hits--;
    pthread_mutex_unlock(&mutex);
}

static int header_came(struct request *r, struct header *h, void *arg) { // want-handler "acme.hook"
    void (**log)(struct session *) = arg;
    (*log)((struct session *)0); // want-edge "log_hit" field want-no-edge "count_hit" want-no-edge "never"
    return r && h;
}

static int request_ends(struct request *r, void *arg) { // want-handler "acme.hook"
    void (**log)(struct session *) = arg;
    (*log)((struct session *)0); // want-edge "count_hit" field want-no-edge "log_hit" want-no-edge "never"
    return r != 0;
}

// Has no parameter to take it.
static int nothing(void) { // want-handler "acme.hook"
    return 0;
}

static void (*on_header)(struct session *) = log_hit, (*on_end)(struct session *) = count_hit;
void (*unused)(struct session *) = never;

int start(struct request *r) {
    set_hook(r, 0, (hook)header_came, &on_header);
    set_hook(r, 1, (hook)nothing, &on_end);
    return set_hook(r, 2, (hook)request_ends, &on_end);
}
