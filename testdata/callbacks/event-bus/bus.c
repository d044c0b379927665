// Subscribers are kept in a list and called at once by whoever publishes; timers are kept, too, but run from the loop.
#include <pthread.h>
#include <stdlib.h>

typedef void (*subscriber)(const char *topic, void *data);
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static struct subscription {
    struct subscription *next;
    subscriber call;
    void *data;
} *subscriptions;

static struct timer {
    struct timer *next;
    void (*expired)(void *data);
    void *data;
} *timers;

void subscribe(subscriber call, void *data) {
    struct subscription *s = malloc(sizeof *s);
    s->call = call;
    s->data = data;
    s->next = subscriptions;
    subscriptions = s;
}

void add_timer(void (*expired)(void *), void *data) {
    struct timer *t = calloc(1, sizeof *t);
    *t = (struct timer){.next = timers, .expired = expired, .data = data};
    timers = t;
}

static void publish(const char *topic) {
    for (struct subscription *s = subscriptions; s; s = s->next)
        s->call(topic, s->data); // want-edge "audit" field want-no-edge "collect"
}

static void audit(const char *topic, void *data) {
    (void)topic, (void)data;
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_message" want-tier lock-in-handler field
    pthread_mutex_unlock(&mutex);
}

static void collect(void *data) {
    pthread_mutex_lock(&mutex); // only the loop calls it
    free(data);
    pthread_mutex_unlock(&mutex);
}

void setup(void) {
    subscribe(audit, NULL);
    add_timer(collect, NULL);
}

void on_message(const char *topic) {
    publish(topic);
}

void loop(void) {
    for (struct timer *t = timers; t; t = t->next)
        t->expired(t->data); // want-edge "collect" field want-no-edge "audit"
}
