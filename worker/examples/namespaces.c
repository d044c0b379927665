/* Threads that live in a namespace of their own, and never come back.
 *
 * Namespaces belong to threads. A handler that enters one, works, and goes back has to get every way out right: one
 * missed setns, and the next request of that thread runs in the wrong place. It is also slow. Here each namespace has a
 * worker that enters it once, in init, and stays: nothing is ever put back, the namespace ends with the thread.
 *
 * Two workers with a network each listen on the same port, which one network would refuse. Needs CAP_SYS_ADMIN; exits
 * with 77 if the kernel does not allow it. */
#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "example.h"

enum { PORT = 8080, NOT_ALLOWED = 77 };

/* ---- the owner's side ---- */

/* A server would enter a network that is there already, setns(open("/run/netns/blue", O_RDONLY), CLONE_NEWNET): that
 * also is right when the supervisor restarts the worker. Its new thread is made by the old one, and is still in there.
 */
static int enter(void *config, unsigned index, void **state) {
    (void)index;
    const char *name = config;
    if (unshare(CLONE_NEWNET | CLONE_NEWUTS) != 0) return -errno;
    if (sethostname(name, strlen(name)) != 0) return -errno;
    *state = config;
    return 0;
}

/* A socket stays in the network it was made in, whoever uses it later: a worker can also be just the maker of sockets
 * for threads that live elsewhere. */
static int listen_here(void *state, void *data) {
    (void)state, (void)data;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server < 0) return -errno;
    if (bind(server, (struct sockaddr *)&address, sizeof address) == 0 && listen(server, 16) == 0) return server;
    int error = -errno;
    close(server);
    return error;
}

typedef struct place {
    char host[24], network[40];
} place;

static int tell_place(void *state, void *data) {
    (void)state;
    place *here = data;
    if (gethostname(here->host, sizeof here->host) != 0) return -errno;
    ssize_t length = readlink("/proc/thread-self/ns/net", here->network, sizeof here->network - 1);
    if (length < 0) return -errno;
    here->network[length] = 0;
    return 0;
}

/* ---- the program's side ---- */

static pinworker *start_in(char *name) {
    pinworker *worker;
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = enter;
    options.config = name;
    options.name = name;
    options.role = "namespace";
    options.id = name;
    options.payload = sizeof(place);
    int error = pinworker_start(&options, NULL, &worker);
    if (error == -EPERM) {
        printf("this kernel does not allow a network namespace here\n");
        exit(NOT_ALLOWED);
    }
    need(error, name);
    return worker;
}

static void show(const char *who, const place *at) { printf("%-5s host %s, %s\n", who, at->host, at->network); }

int main(void) {
    static char names[2][8] = {"blue", "green"};
    place before = {0}, after = {0}, there[2] = {0};
    pinworker *worker[2];
    need(tell_place(NULL, &before), "where");
    for (int i = 0; i < 2; i++) {
        worker[i] = start_in(names[i]);
        need(pinworker_run(worker[i], tell_place, &there[i], sizeof there[i]), "where");
        show(names[i], &there[i]);
        int server = pinworker_run(worker[i], listen_here, NULL, 0);
        need(server, "listen");
        printf("%-5s listens on port %d\n", names[i], PORT);
        close(server);
    }
    need(tell_place(NULL, &after), "where");
    show("main", &after);
    if (memcmp(&before, &after, sizeof before) != 0) need(-EILSEQ, "main has moved");
    if (strcmp(there[0].network, there[1].network) == 0 || strcmp(there[0].network, after.network) == 0)
        need(-EILSEQ, "not apart");
    for (int i = 0; i < 2; i++) {
        need(pinworker_close(worker[i], NULL, 0, NULL), "close");
        need(pinworker_free(worker[i]), "free");
    }
    return 0;
}
