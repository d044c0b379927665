/* The seed's own worker, a goroutine that is locked to its thread: ../go/worker.go. */
#include "../peer.h"

const bench_peer bench_go_unbuffered = {
    .name = "Go, unbuffered",
    .traits = BENCH_OWNS | BENCH_ORDERS,
    .program = BENCH_GO_WORKER,
    .program_argument = "0",
};

const bench_peer bench_go_buffered = {
    .name = "Go, buffer 16",
    .traits = BENCH_OWNS | BENCH_ORDERS,
    .program = BENCH_GO_WORKER,
    .program_argument = "16",
};
