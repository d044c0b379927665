// An MQTT client: callbacks run on the thread of the loop.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <mosquitto.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "received \(libmosquitto\)"
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
    stay_on_one_cpu(); // want pin-in-handler "received \(libmosquitto\)"
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

static void connected(struct mosquitto *client, void *data, int code) { // want-handler "libmosquitto.callback"
    (void)data, (void)code;
    mosquitto_subscribe(client, NULL, "demo", 0);
}

static void received(struct mosquitto *client, void *data, // want-handler "libmosquitto.callback"
                     const struct mosquitto_message *message) {
    (void)client, (void)data, (void)message;
    serve();
}

static void received_v5(struct mosquitto *client, void *data, // want-handler "libmosquitto.callback"
                        const struct mosquitto_message *message, const mosquitto_property *properties) {
    (void)client, (void)data, (void)properties;
    hand_over(*(char *)message->payload);
}

static void logged(struct mosquitto *client, void *data, int level, // want-handler "libmosquitto.callback"
                   const char *text) {
    (void)client, (void)data, (void)level, (void)text;
}

// mosquitto_subscribe_callback connects, waits and calls it before it returns.
static int once(struct mosquitto *client, void *data, // want-handler "libmosquitto.callback"
                const struct mosquitto_message *message) {
    (void)client, (void)data, (void)message;
    return 1;
}

// OpenSSL asks for the password while a connection is made ready.
static int password(char *buffer, int size, int writing, void *data) {
    (void)size, (void)writing, (void)data;
    count();
    *buffer = 0;
    return 0;
}

int main(void) {
    struct mosquitto *client = mosquitto_new(NULL, true, NULL);
    if (start_worker()) return 1;
    mosquitto_tls_set(client, "ca", NULL, NULL, NULL, password);
    mosquitto_connect_callback_set(client, connected);
    mosquitto_message_callback_set(client, &received);
    mosquitto_message_v5_callback_set(client, received_v5);
    mosquitto_log_callback_set(client, logged);
    mosquitto_subscribe_callback(once, NULL, "demo", 0, "localhost", 1883, NULL, 60, true, NULL, NULL, NULL, NULL);
    return mosquitto_loop_forever(client, -1, 1);
}
