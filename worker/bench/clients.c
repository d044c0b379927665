#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "session.h"

/* Small, so that making a hundred of them is not about memory. */
enum { STACK_SIZE = 128 * 1024 };

typedef struct client_thread {
    bench_session *session;
    unsigned index;
    bench_client run; /* NULL: go home */
    const void *plan;
    pthread_t thread;
    int64_t began, ended;
} client_thread;

/* The clients that stay with a session. */
struct bench_staff {
    client_thread *clients;
    unsigned count;
    pthread_barrier_t begin, end; /* for them and the one who sends them */
};

static void brief(client_thread *client, bench_client run, const void *plan) {
    client->run = run;
    client->plan = plan;
}

static client_thread *start_clients(bench_session *session, void *(*client_main)(void *), bench_client run,
                                    const void *plan) {
    client_thread *clients = calloc(session->clients, sizeof *clients);
    if (!clients) exit(EXIT_FAILURE);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    for (unsigned i = 0; i < session->clients; i++) {
        clients[i] = (client_thread){.session = session, .index = i, .run = run, .plan = plan};
        if (pthread_create(&clients[i].thread, &attributes, client_main, &clients[i]) == 0) continue;
        perror("pthread_create");
        exit(EXIT_FAILURE);
    }
    pthread_attr_destroy(&attributes);
    return clients;
}

static void join_clients(client_thread *clients, unsigned count) {
    for (unsigned i = 0; i < count; i++) pthread_join(clients[i].thread, NULL);
    free(clients);
}

/* ---- clients that stay ---- */

static void *staff_main(void *argument) {
    client_thread *client = argument;
    bench_staff *staff = client->session->staff;
    for (;;) {
        pthread_barrier_wait(&staff->begin);
        if (!client->run) return NULL;
        client->began = bench_now();
        client->run(client->session, client->index, client->plan);
        client->ended = bench_now();
        pthread_barrier_wait(&staff->end);
    }
}

static bench_staff *hire(bench_session *session) {
    bench_staff *staff = calloc(1, sizeof *staff);
    if (!staff) exit(EXIT_FAILURE);
    staff->count = session->clients;
    pthread_barrier_init(&staff->begin, NULL, staff->count + 1);
    pthread_barrier_init(&staff->end, NULL, staff->count + 1);
    session->staff = staff;
    staff->clients = start_clients(session, staff_main, NULL, NULL);
    return staff;
}

int64_t bench_clients_ready(bench_session *session, bench_client run, const void *plan) {
    bench_staff *staff = session->staff ? session->staff : hire(session);
    for (unsigned i = 0; i < staff->count; i++) brief(&staff->clients[i], run, plan);
    pthread_barrier_wait(&staff->begin);
    pthread_barrier_wait(&staff->end);
    int64_t began = INT64_MAX, ended = 0;
    for (unsigned i = 0; i < staff->count; i++) {
        if (staff->clients[i].began < began) began = staff->clients[i].began;
        if (staff->clients[i].ended > ended) ended = staff->clients[i].ended;
    }
    return ended - began;
}

void bench_clients_dismiss(bench_session *session) {
    bench_staff *staff = session->staff;
    if (!staff) return;
    for (unsigned i = 0; i < staff->count; i++) brief(&staff->clients[i], NULL, NULL);
    pthread_barrier_wait(&staff->begin);
    join_clients(staff->clients, staff->count);
    pthread_barrier_destroy(&staff->begin);
    pthread_barrier_destroy(&staff->end);
    free(staff);
    session->staff = NULL;
}

/* ---- clients that come and go ---- */

static void *visitor_main(void *argument) {
    client_thread *client = argument;
    client->run(client->session, client->index, client->plan);
    return NULL;
}

int64_t bench_clients_fresh(bench_session *session, bench_client run, const void *plan) {
    int64_t began = bench_now();
    join_clients(start_clients(session, visitor_main, run, plan), session->clients);
    return bench_now() - began;
}
