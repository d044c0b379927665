// Handlers are known by their names, and by name and type.
#include <pthread.h>

struct client {
    int id;
};
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void enter(void) {
    pthread_mutex_lock(&mutex);
}
static void leave(void) {
    pthread_mutex_unlock(&mutex);
}

int pam_sm_authenticate(void *handle, int flags) { // want-handler "pam.service"
    enter(); // want lock-in-handler:note "pam_sm_authenticate"
    leave();
    return handle && flags;
}

int pam_sm_chauthtok(void *handle, int flags); // only declared: none

void getCommand(struct client *c) { // want-handler "cli.command"
    enter(); // want lock-in-handler:warning "getCommand"
    c->id++;
    leave();
}

// Of another type.
int lookupCommand(const char *name) {
    enter();
    leave();
    return name[0];
}

int command(struct client *c) {
    enter();
    leave();
    return c->id;
}
