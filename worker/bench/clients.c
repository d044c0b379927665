#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "session.h"

typedef struct client_thread {
    bench_session *session;
    bench_client run;
    const void *plan;
    pthread_barrier_t *ready; /* NULL: go at once */
    unsigned index;
    pthread_t thread;
    int64_t began, ended;
} client_thread;

/* Small, so that making a hundred of them is not about memory. */
enum { STACK_SIZE = 128 * 1024 };

static void *client_main(void *argument) {
    client_thread *client = argument;
    if (client->ready) pthread_barrier_wait(client->ready);
    client->began = bench_now();
    client->run(client->session, client->index, client->plan);
    client->ended = bench_now();
    return NULL;
}

static client_thread *start_clients(bench_session *session, bench_client run, const void *plan,
                                    pthread_barrier_t *ready) {
    client_thread *clients = calloc(session->clients, sizeof *clients);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    for (unsigned i = 0; clients && i < session->clients; i++) {
        clients[i] = (client_thread){.session = session, .run = run, .plan = plan, .ready = ready, .index = i};
        if (pthread_create(&clients[i].thread, &attributes, client_main, &clients[i]) == 0) continue;
        perror("pthread_create");
        exit(EXIT_FAILURE);
    }
    pthread_attr_destroy(&attributes);
    return clients;
}

static int64_t join_clients(client_thread *clients, unsigned count) {
    if (!clients) exit(EXIT_FAILURE);
    int64_t began = INT64_MAX, ended = 0;
    for (unsigned i = 0; i < count; i++) {
        pthread_join(clients[i].thread, NULL);
        if (clients[i].began < began) began = clients[i].began;
        if (clients[i].ended > ended) ended = clients[i].ended;
    }
    free(clients);
    return ended - began;
}

int64_t bench_clients_ready(bench_session *session, bench_client run, const void *plan) {
    pthread_barrier_t ready;
    pthread_barrier_init(&ready, NULL, session->clients);
    int64_t ns = join_clients(start_clients(session, run, plan, &ready), session->clients);
    pthread_barrier_destroy(&ready);
    return ns;
}

int64_t bench_clients_fresh(bench_session *session, bench_client run, const void *plan) {
    int64_t began = bench_now();
    join_clients(start_clients(session, run, plan, NULL), session->clients);
    return bench_now() - began;
}
