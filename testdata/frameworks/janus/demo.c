// A plugin of Janus, and a handler of its events.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <janus/events/eventhandler.h>
#include <janus/plugins/plugin.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_message \(Janus\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "demo_message \(Janus\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static struct janus_plugin_result *demo_message(janus_plugin_session *session, // want-handler "janus.plugin"
                                                char *transaction, json_t *message, json_t *jsep) {
    (void)session, (void)transaction, (void)jsep;
    serve();
    return janus_plugin_result_new(JANUS_PLUGIN_OK, NULL, message);
}

static void demo_rtp(janus_plugin_session *session, janus_plugin_rtp *packet) { // want-handler "janus.media"
    (void)session;
    hand_over(packet->buffer[0]);
}

static void demo_event(json_t *event) { // want-handler "janus.event"
    (void)event;
}

// Once.
static int demo_init(janus_callbacks *callbacks, const char *path) {
    (void)callbacks, (void)path;
    return start_worker();
}

static const char *demo_name(void) {
    return "demo";
}

static janus_plugin plugin = JANUS_PLUGIN_INIT(.init = demo_init, .get_name = demo_name, .handle_message = demo_message,
                                               .incoming_rtp = demo_rtp);
static janus_eventhandler events = JANUS_EVENTHANDLER_INIT(.incoming_event = demo_event);

janus_plugin *create(void) {
    return &plugin;
}

janus_eventhandler *create_events(void) {
    return &events;
}
