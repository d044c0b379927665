#include "session.h"

#include <stdatomic.h>
#include <stdlib.h>

/* A peer without pools of its own is started `workers` times. */
static bool start_workers(bench_session *session, const bench_regime *regime, unsigned workers) {
    bool pools = session->peer->traits & BENCH_POOLS;
    unsigned count = pools ? 1 : workers;
    session->workers = calloc(count, sizeof *session->workers);
    if (!session->workers) return false;
    for (; session->worker_count < count; session->worker_count++) {
        bench_setup setup = {
            .workers = pools ? workers : 1,
            .clients = session->clients,
            .owners = session->owners + session->worker_count,
            .worker_cpu = bench_worker_cpu(regime),
            .pin_cpu = bench_pin_cpu(regime),
        };
        void *worker = session->peer->start(session->peer, &setup);
        if (!worker) return false;
        session->workers[session->worker_count] = worker;
    }
    return true;
}

static void *lines(size_t count, size_t size) {
    void *memory = aligned_alloc(BENCH_CACHE_LINE, count * size);
    if (memory) __builtin_memset(memory, 0, count * size);
    return memory;
}

bool bench_session_start(bench_session *session, const bench_peer *peer, const bench_regime *regime, unsigned workers,
                         unsigned clients) {
    *session = (bench_session){.peer = peer, .clients = clients};
    /* Peers without a thread of their own have what a client owns at owners[client]. */
    session->owner_count = workers + clients;
    session->owners = lines(session->owner_count, sizeof *session->owners);
    session->cells = lines(clients, sizeof *session->cells);
    session->turn = lines(1, BENCH_CACHE_LINE);
    if (!session->owners || !session->cells || !session->turn) return false;

    bench_enter_all(regime);
    if (!(peer->traits & BENCH_PLACES)) bench_enter_workers(regime);
    bool started = start_workers(session, regime, workers);
    bench_enter_clients(regime);
    return started;
}

static void *next_worker(bench_session *session) {
    if (session->worker_count == 1) return session->workers[0];
    unsigned turn = atomic_fetch_add_explicit(session->turn, 1, memory_order_relaxed);
    return session->workers[turn % session->worker_count];
}

void bench_session_call(bench_session *session, unsigned client, bench_fn fn) {
    session->peer->call(next_worker(session), client, fn, &session->cells[client]);
}

void bench_session_post(bench_session *session, unsigned client, bench_fn fn) {
    session->peer->post(next_worker(session), client, fn, &session->cells[client]);
}

void bench_session_batch(bench_session *session, unsigned client, bench_fn fn, size_t count) {
    session->peer->batch(next_worker(session), client, fn, &session->cells[client], count);
}

bool bench_session_stop(bench_session *session, uint64_t jobs) {
    bench_clients_dismiss(session);
    for (unsigned i = 0; i < session->worker_count; i++) session->peer->stop(session->workers[i]);
    uint64_t owned = 0, asked = 0;
    for (unsigned i = 0; i < session->owner_count; i++) owned += session->owners[i].jobs;
    for (unsigned i = 0; i < session->clients; i++) asked += session->cells[i].jobs;
    free(session->workers);
    free(session->owners);
    free(session->cells);
    free(session->turn);
    return owned == jobs && asked == jobs;
}
