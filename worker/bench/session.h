/* One peer at work, started for one measurement. */
#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include "jobs.h"
#include "peer.h"
#include "regime.h"

typedef struct bench_staff bench_staff;

typedef struct bench_session {
    const bench_peer *peer;
    void **workers; /* what peer->start gave; one if the peer pools by itself */
    unsigned worker_count;
    unsigned clients;
    bench_owner *owners;
    unsigned owner_count;
    bench_cell *cells; /* one for each client */
    _Atomic unsigned *turn;
    bench_staff *staff; /* client threads, from the first bench_clients_ready on */
} bench_session;

/* Clients of the session inherit where the calling thread is left: on the clients' CPUs. */
bool bench_session_start(bench_session *session, const bench_peer *peer, const bench_regime *regime, unsigned workers,
                         unsigned clients);

void bench_session_call(bench_session *session, unsigned client, bench_fn fn);
void bench_session_post(bench_session *session, unsigned client, bench_fn fn);
void bench_session_batch(bench_session *session, unsigned client, bench_fn fn, size_t count);

/* Stops the workers; true if exactly `jobs` jobs ran, by the books of the owners and of the clients. */
bool bench_session_stop(bench_session *session, uint64_t jobs);

/* ---- clients ---- */

typedef void (*bench_client)(bench_session *session, unsigned client, const void *plan);

/* Has every client of the session run on a thread of its own. The threads are made at the first time and stay, so that
 * after a warm-up they are warm as well; they are let go together, and the time from the first one's start to the last
 * one's end is given. */
int64_t bench_clients_ready(bench_session *session, bench_client run, const void *plan);

/* Before the session stops. */
void bench_clients_dismiss(bench_session *session);

/* New threads, and making and joining them is in the time. */
int64_t bench_clients_fresh(bench_session *session, bench_client run, const void *plan);

#endif
