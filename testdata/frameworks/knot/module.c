// With the real header and the shipped pack.
#define _GNU_SOURCE
#include <knot/module.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "on_query"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "on_query"
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

static knotd_state_t on_query(knotd_state_t state, knot_pkt_t *packet, knotd_qdata_t *data, knotd_mod_t *mod) { // want-handler "knot.query"
    pthread_t thread;
    (void)packet, (void)data, (void)mod;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "on_query"
    return state;
}

static knotd_in_state_t on_answer(knotd_in_state_t state, knot_pkt_t *packet, knotd_qdata_t *data, knotd_mod_t *mod) { // want-handler "knot.answer"
    (void)packet, (void)data, (void)mod;
    return state;
}

// When the zone's configuration is read.
static int load(knotd_mod_t *mod) {
    serve();
    knotd_mod_in_hook(mod, KNOTD_STAGE_ANSWER, on_answer);
    return knotd_mod_hook(mod, KNOTD_STAGE_BEGIN, on_query);
}

KNOTD_MOD_API(demo, KNOTD_MOD_FLAG_SCOPE_ANY, load, NULL, NULL, NULL);
