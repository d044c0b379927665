// A plugin fills a record that the server hands to its init function. Set-up hooks are no handlers.
#include <pthread.h>
#include <unistd.h>

#include "plugin.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static handler_t defaults(server *srv, void *p_d) {
    (void)srv, (void)p_d;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return HANDLER_GO_ON;
}

static handler_t uri(request_st *r, void *p_d) { // want-handler "lighttpd.request"
    (void)r, (void)p_d;
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "uri"
    pthread_mutex_unlock(&mutex);
    return HANDLER_GO_ON;
}

static handler_t subrequest(request_st *r, void *p_d) { // want-handler "lighttpd.request"
    (void)p_d;
    if (nice(1) < 0) // want sched-in-handler "subrequest"
        return HANDLER_ERROR;
    return r ? HANDLER_FINISHED : HANDLER_ERROR;
}

int mod_demo_plugin_init(plugin *p) {
    p->name = "demo";
    p->set_defaults = defaults;
    p->handle_uri_clean = uri;
    p->handle_subrequest = subrequest;
    return 0;
}
