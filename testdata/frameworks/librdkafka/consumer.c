// librdkafka in C: what the polling thread runs, and what threads of the library run.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <librdkafka/rdkafka.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "delivered \(librdkafka\)"
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
    stay_on_one_cpu(); // want pin-in-handler "delivered \(librdkafka\)"
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

static void delivered(rd_kafka_t *kafka, const rd_kafka_message_t *message, // want-handler "librdkafka.callback"
                      void *opaque) {
    (void)kafka, (void)message, (void)opaque;
    serve();
}

static void failed(rd_kafka_t *kafka, int error, const char *reason, // want-handler "librdkafka.callback"
                   void *opaque) {
    (void)kafka, (void)reason, (void)opaque;
    hand_over((char)error);
}

static void consumed(rd_kafka_message_t *message, void *opaque) { // want-handler "librdkafka.consume"
    (void)message, (void)opaque;
}

static void committed(rd_kafka_t *kafka, rd_kafka_resp_err_t error, // want-handler "librdkafka.callback"
                      rd_kafka_topic_partition_list_t *offsets, void *opaque) {
    (void)kafka, (void)error, (void)offsets, (void)opaque;
}

static void background(rd_kafka_t *kafka, rd_kafka_event_t *event, void *opaque) { // want-handler "librdkafka.internal"
    (void)kafka, (void)opaque;
    rd_kafka_event_destroy(event);
}

static void wake(rd_kafka_t *kafka, void *opaque) { // want-handler "librdkafka.internal"
    (void)kafka, (void)opaque;
}

static rd_kafka_resp_err_t sent(rd_kafka_t *kafka, // want-handler "librdkafka.interceptor"
                                rd_kafka_message_t *message, void *opaque) {
    (void)kafka, (void)message, (void)opaque;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

// The configuration is copied, at start-up.
static rd_kafka_resp_err_t set_up(rd_kafka_t *kafka, const rd_kafka_conf_t *conf, void *opaque, char *error,
                                  size_t size) {
    (void)conf, (void)opaque, (void)error, (void)size;
    count();
    return rd_kafka_interceptor_add_on_send(kafka, "demo", sent, NULL);
}

// Called by the sort, which a handler might do: no handler itself.
static int by_partition(const void *a, const void *b, void *opaque) {
    (void)opaque;
    return a < b;
}

int main(void) {
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new(1);
    if (start_worker()) return 1;
    rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    rd_kafka_conf_set_error_cb(conf, failed);
    rd_kafka_conf_set_background_event_cb(conf, background);
    rd_kafka_conf_interceptor_add_on_new(conf, "demo", set_up, NULL);
    rd_kafka_t *kafka = rd_kafka_new(RD_KAFKA_PRODUCER, conf, NULL, 0);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_main(kafka);
    rd_kafka_queue_cb_event_enable(queue, wake, NULL);
    rd_kafka_topic_partition_list_sort(offsets, by_partition, NULL);
    rd_kafka_commit_queue(kafka, offsets, queue, committed, NULL);
    rd_kafka_consume_callback(rd_kafka_topic_new(kafka, "demo", NULL), 0, 100, consumed, NULL);
    rd_kafka_consume_callback_queue(queue, 100, consumed, NULL);
    return rd_kafka_poll(kafka, 100);
}
