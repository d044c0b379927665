// A CoAP server: methods of resources, messages, what is released after it has been sent.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <coap3/coap.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "get_time \(libcoap\)"
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
    stay_on_one_cpu(); // want pin-in-handler "get_time \(libcoap\)"
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

static void get_time(coap_resource_t *resource, coap_session_t *session, // want-handler "libcoap.method"
                     const coap_pdu_t *request, const coap_string_t *query, coap_pdu_t *response) {
    (void)resource, (void)session, (void)request, (void)query;
    serve();
    coap_pdu_set_code(response, COAP_RESPONSE_CODE_CONTENT);
}

static void put_any(coap_resource_t *resource, coap_session_t *session, // want-handler "libcoap.method"
                    const coap_pdu_t *request, const coap_string_t *query, coap_pdu_t *response) {
    (void)resource, (void)session, (void)request, (void)query, (void)response;
    hand_over('p');
}

static void sent(coap_session_t *session, void *data) { // want-handler "libcoap.release"
    (void)session;
    pthread_mutex_lock(data); // want lock-in-handler "sent"
    pthread_mutex_unlock(data);
}

static void get_large(coap_resource_t *resource, coap_session_t *session, // want-handler "libcoap.method"
                      const coap_pdu_t *request, const coap_string_t *query, coap_pdu_t *response) {
    coap_add_data_large_response(resource, session, request, response, query, 0, -1, 0, 4, (const uint8_t *)"data",
                                 sent, &mutex);
}

static coap_response_t answered(coap_session_t *session, const coap_pdu_t *a, // want-handler "libcoap.message"
                                const coap_pdu_t *b, coap_mid_t id) {
    (void)session, (void)a, (void)b, (void)id;
    return COAP_RESPONSE_OK;
}

static int event(coap_session_t *session, coap_event_t what) { // want-handler "libcoap.event"
    (void)session, (void)what;
    return 0;
}

static int name_is_good(const char *name, const uint8_t *certificate, size_t size, // want-handler "libcoap.tls"
                        coap_session_t *session, unsigned int depth, int valid, void *data) {
    (void)name, (void)certificate, (void)size, (void)session, (void)depth, (void)data;
    return valid;
}

static void logged(coap_log_t level, const char *text) {
    (void)level, (void)text;
    count();
}

int main(void) {
    coap_context_t *context = coap_new_context(NULL);
    coap_resource_t *time_of = coap_resource_init(coap_make_str_const("time"), 0);
    coap_dtls_pki_t pki = {.validate_cn_call_back = name_is_good};
    if (start_worker()) return 1;
    coap_set_log_handler(logged);
    coap_register_request_handler(time_of, COAP_REQUEST_GET, get_time);
    coap_register_handler(time_of, COAP_REQUEST_FETCH, get_large);
    coap_add_resource(context, time_of);
    coap_add_resource(context, coap_resource_unknown_init(put_any));
    coap_register_response_handler(context, answered);
    coap_register_event_handler(context, event);
    coap_context_set_pki(context, &pki);
    for (;;) coap_io_process(context, COAP_IO_WAIT);
}
