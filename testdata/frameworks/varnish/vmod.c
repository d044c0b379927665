// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <cache/cache.h>
#include <cache/cache_filter.h>
#include <pthread.h>
#include <sched.h>
#include <vcl.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "vmod_hello"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "vmod_hello"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return data;
}

struct vmod_demo_counter {
    unsigned long n;
};

VCL_STRING vmod_hello(VRT_CTX, VCL_STRING name);
VCL_INT vmod_counter_add(VRT_CTX, struct vmod_demo_counter *counter, VCL_INT n);
VCL_VOID vmod_counter__init(VRT_CTX, struct vmod_demo_counter **counter, const char *name);
int vmod_event_function(VRT_CTX, struct vmod_priv *priv, enum vcl_event_e event);

VCL_STRING vmod_hello(VRT_CTX, VCL_STRING name) { // want-handler "varnish.vmod"
    pthread_t thread;
    (void)ctx;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "vmod_hello"
    return name;
}

VCL_INT vmod_counter_add(VRT_CTX, struct vmod_demo_counter *counter, VCL_INT n) { // want-handler "varnish.vmod"
    (void)ctx;
    return (VCL_INT)(counter->n += (unsigned long)n);
}

// When a VCL is loaded.
VCL_VOID vmod_counter__init(VRT_CTX, struct vmod_demo_counter **counter, const char *name) {
    (void)ctx, (void)counter, (void)name;
    serve();
}

int vmod_event_function(VRT_CTX, struct vmod_priv *priv, enum vcl_event_e event) {
    (void)ctx, (void)priv, (void)event;
    serve();
    return 0;
}

// A function of that name that VCL does not see.
int vmod_length(const char *text);
int vmod_length(const char *text) {
    serve();
    return text[0];
}

static enum vfp_status pull(struct vfp_ctx *vc, struct vfp_entry *entry, void *p, ssize_t *n) { // want-handler "varnish.filter"
    (void)entry;
    return VFP_Suck(vc, p, n);
}

static int bytes(struct vdp_ctx *vc, enum vdp_action act, void **priv, const void *p, ssize_t n) { // want-handler "varnish.filter"
    (void)priv;
    return VDP_bytes(vc, act, p, n);
}

const struct vfp demo_vfp = {.name = "demo", .pull = pull};
const struct vdp demo_vdp = {.name = "demo", .bytes = bytes};

static VCL_BACKEND resolve(VRT_CTX, VCL_BACKEND director) { // want-handler "varnish.director"
    (void)ctx;
    return director;
}

static void director_gone(VCL_BACKEND director) {
    (void)director;
    serve();
}

const struct vdi_methods demo_methods = {
    .magic = VDI_METHODS_MAGIC, .type = "demo", .resolve = resolve, .destroy = director_gone};

static void task_ended(VRT_CTX, void *data) { // want-handler "varnish.private"
    (void)ctx, (void)data;
}

const struct vmod_priv_methods demo_priv = {.magic = VMOD_PRIV_METHODS_MAGIC, .type = "demo", .fini = task_ended};

// What the VCL compiler makes of vcl_recv.
static void VGC_function_vcl_recv(VRT_CTX, enum vcl_func_call_e call, enum vcl_func_fail_e *fail) { // want-handler "varnish.vcl"
    (void)call, (void)fail;
    vmod_hello(ctx, "world");
}

const struct VCL_conf demo_conf = {.magic = VCL_CONF_MAGIC, .recv_func = VGC_function_vcl_recv};
