// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <xmlrpc-c/abyss.h>
#include <xmlrpc-c/base.h>
#include <xmlrpc-c/server.h>
#include <xmlrpc-c/server_abyss.h>
#include <xmlrpc-c/server_cgi.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "add"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "add"
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

static xmlrpc_value *add(xmlrpc_env *env, xmlrpc_value *parameters, void *server, void *call) { // want-handler "xmlrpc-c.method"
    pthread_t thread;
    (void)parameters, (void)server, (void)call;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "add"
    return xmlrpc_int_new(env, 3);
}

static xmlrpc_value *third(xmlrpc_env *env, xmlrpc_value *parameters, void *server, void *call) { // want-handler "xmlrpc-c.method"
    (void)parameters, (void)server, (void)call;
    return xmlrpc_int_new(env, 3);
}

static xmlrpc_value *old(xmlrpc_env *env, xmlrpc_value *parameters, void *data) { // want-handler "xmlrpc-c.method"
    (void)parameters, (void)data;
    return xmlrpc_int_new(env, 1);
}

static xmlrpc_value *any(xmlrpc_env *env, const char *info, const char *name, xmlrpc_value *parameters, void *data) { // want-handler "xmlrpc-c.method"
    (void)info, (void)name, (void)parameters, (void)data;
    return xmlrpc_int_new(env, 0);
}

static xmlrpc_value *of_process(xmlrpc_env *env, xmlrpc_value *parameters, void *data) { // want-handler "xmlrpc-c.method"
    (void)parameters, (void)data;
    return xmlrpc_int_new(env, 1);
}

static void page(struct URIHandler2 *handler, TSession *session, abyss_bool *handled) { // want-handler "xmlrpc-c.uri"
    (void)handler, (void)session;
    *handled = TRUE;
}

static abyss_bool fallback(TSession *session) { // want-handler "xmlrpc-c.uri"
    return session != NULL;
}

static void shut_down(xmlrpc_env *env, void *context, const char *comment, void *call) { // want-handler "xmlrpc-c.method"
    (void)env, (void)context, (void)comment, (void)call;
}

static xmlrpc_value *not_registered(xmlrpc_env *env, xmlrpc_value *parameters, void *data) {
    (void)parameters, (void)data;
    serve();
    return xmlrpc_int_new(env, 1);
}

int main(int argc, char **argv) {
    static struct URIHandler2 handler = {.handleReq2 = page};
    static const struct xmlrpc_method_info3 info = {.methodName = "third", .methodFunction = third};
    static TServer abyss;
    xmlrpc_env env;
    abyss_bool success;
    xmlrpc_env_init(&env);
    xmlrpc_registry *registry = xmlrpc_registry_new(&env);
    serve(); // before the server
    xmlrpc_registry_add_method2(&env, registry, "add", add, NULL, NULL, NULL);
    xmlrpc_registry_add_method3(&env, registry, &info);
    xmlrpc_registry_add_method(&env, registry, NULL, "old", old, NULL);
    xmlrpc_registry_set_default_method(&env, registry, any, NULL);
    xmlrpc_registry_set_shutdown(registry, shut_down, NULL);
    ServerAddHandler2(&abyss, &handler, &success);
    ServerDefaultHandler(&abyss, fallback);
    xmlrpc_cgi_add_method("of_process", of_process, NULL);
    if (argc > 9)
        not_registered(&env, NULL, argv);
    return 0;
}
