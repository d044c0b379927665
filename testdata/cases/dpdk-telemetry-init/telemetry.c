// Case dpdk-telemetry-init: true negative. The mask of the listening thread is set by whoever makes it, at start-up; handlers
// run on threads of their own.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

typedef int (*telemetry_cb)(const char *command, const char *parameters);
int accept_client(void);
int read_command(int client, char *buffer);

static telemetry_cb callbacks[8];

int on_info(const char *command, const char *parameters) { return command == parameters; } // want-handler "app.event"

static void *client_handler(void *data) {
    char buffer[64];
    while (read_command(*(int *)data, buffer) > 0) callbacks[0](buffer, NULL);
    return NULL;
}

static void *listener(void *data) {
    (void)data;
    for (;;) {
        pthread_t thread;
        int client = accept_client();
        pthread_create(&thread, NULL, client_handler, &client);
        pthread_detach(thread);
    }
    return NULL;
}

int telemetry_init(const cpu_set_t *cpus) {
    pthread_t thread;
    callbacks[0] = on_info;
    if (pthread_create(&thread, NULL, listener, NULL)) return -1;
    pthread_setaffinity_np(thread, sizeof *cpus, cpus);
    return 0;
}
