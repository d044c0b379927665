// A phase handler is stored through the pointer to a slot of an array; a filter puts itself at the head of a chain.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

#include "ngx_http.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static ngx_http_output_header_filter_pt next_filter;

static ngx_int_t access_phase(ngx_http_request_t *r) { // want-handler "nginx.handler"
    (void)r;
    pthread_mutex_lock(&mutex); // want lock-in-handler "access_phase"
    pthread_mutex_unlock(&mutex);
    return 0;
}

static ngx_int_t header_filter(ngx_http_request_t *r) { // want-handler "nginx.filter"
    unshare(CLONE_FS); // want thread-state-in-handler "header_filter"
    return next_filter(r);
}

ngx_int_t demo_init(ngx_conf_t *cf) {
    ngx_http_core_main_conf_t *conf = main_conf(cf);
    ngx_http_handler_pt *h = ngx_array_push(&conf->phases[6].handlers);
    if (h == NULL)
        return -1;
    *h = access_phase;
    next_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = header_filter;
    return 0;
}
