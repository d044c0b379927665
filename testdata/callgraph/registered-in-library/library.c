// The loop is in a library: libevent's, libc's atexit and signal. What is registered there is not called here.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
struct event;
struct event_base;
struct timeval;
struct event *event_new(struct event_base *, int, short, void (*)(int, short, void *), void *);
int event_add(struct event *, const struct timeval *);
int event_base_dispatch(struct event_base *);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void lock(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "readable"
    pthread_mutex_unlock(&mutex);
}
static void readable(int fd, short what, void *data) {
    (void)fd, (void)what;
    void (*f)(void) = (void (*)(void))data;
    f(); // want-edge "lock" flow want-no-edge "never"
}
static void at_end(void) { lock(); }   // want-edge "lock" direct
static void caught(int n) { (void)n, lock(); }
static void action(int n) { (void)n, lock(); }
static void never(void) {}
void (*keep)(void) = never;

void on_request(struct event_base *base) {
    event_add(event_new(base, 1, 2, readable, (void *)lock), 0); // want-no-edge "readable" want-no-edge "lock"
    atexit(at_end);                                              // want-no-edge "at_end"
    signal(SIGINT, caught);                                      // want-no-edge "caught"
    struct sigaction sa = {.sa_handler = action};
    sigaction(SIGTERM, &sa, 0); // want-no-edge "action"
}
int main(void) { return event_base_dispatch(0); }
