// With the real header and the shipped pack.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <systemd/sd-bus.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "greet"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "greet"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

static int greet(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.method"
    pthread_t thread;
    (void)data, (void)error;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "greet"
    return sd_bus_reply_method_return(m, "");
}

static int add(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.method"
    (void)data, (void)error;
    return sd_bus_reply_method_return(m, "x", 1L);
}

static int with_names(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.method"
    (void)data, (void)error;
    return sd_bus_reply_method_return(m, "");
}

static int get_size(sd_bus *bus, const char *path, const char *interface, const char *property, // want-handler "sd-bus.property"
                    sd_bus_message *reply, void *data, sd_bus_error *error) {
    (void)bus, (void)path, (void)interface, (void)property, (void)data, (void)error;
    return sd_bus_message_append(reply, "u", 1U);
}

static int set_size(sd_bus *bus, const char *path, const char *interface, const char *property, // want-handler "sd-bus.property"
                    sd_bus_message *value, void *data, sd_bus_error *error) {
    (void)bus, (void)path, (void)interface, (void)property, (void)value, (void)data, (void)error;
    return 0;
}

static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Greet", "", "", greet, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Add", SD_BUS_ARGS("x", a, "x", b), SD_BUS_RESULT("x", sum), add, 0),
    SD_BUS_METHOD_WITH_NAMES("Name", "", SD_BUS_PARAM(), "", SD_BUS_PARAM(), with_names, 0),
    SD_BUS_WRITABLE_PROPERTY("Size", "u", get_size, set_size, 0, 0),
    SD_BUS_VTABLE_END,
};

static int object(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.method"
    (void)m, (void)data, (void)error;
    return 0;
}

static int filter(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.filter"
    (void)m, (void)data, (void)error;
    return 0;
}

static int matched(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.signal"
    (void)m, (void)data, (void)error;
    return 0;
}

static int sleeping(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.signal"
    (void)m, (void)data, (void)error;
    return 0;
}

static int replied(sd_bus_message *m, void *data, sd_bus_error *error) { // want-handler "sd-bus.reply"
    (void)m, (void)data, (void)error;
    return 0;
}

static int gone(sd_bus_track *track, void *data) { // want-handler "sd-bus.track"
    (void)track, (void)data;
    return 0;
}

static int not_registered(sd_bus_message *m, void *data, sd_bus_error *error) {
    (void)m, (void)data, (void)error;
    serve();
    return 0;
}

int main(void) {
    sd_bus *bus;
    sd_bus_track *track;
    sd_bus_default(&bus);
    serve(); // before the loop
    sd_bus_add_object_vtable(bus, NULL, "/demo", "org.example.Demo", vtable, NULL);
    sd_bus_add_object(bus, NULL, "/raw", object, NULL);
    sd_bus_add_filter(bus, NULL, filter, NULL);
    sd_bus_add_match(bus, NULL, "type='signal'", matched, NULL);
    sd_bus_match_signal(bus, NULL, "org.freedesktop.login1", NULL, NULL, "PrepareForSleep", sleeping, NULL);
    sd_bus_call_method_async(bus, NULL, "org.example.Peer", "/", "org.example.Peer", "Ping", replied, NULL, "");
    sd_bus_track_new(bus, &track, gone, NULL);
    for (;;)
        if (sd_bus_process(bus, NULL) == 0 && sd_bus_wait(bus, UINT64_MAX) < 0)
            return not_registered(NULL, NULL, NULL);
}
