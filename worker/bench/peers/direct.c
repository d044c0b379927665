/* No worker at all: the client does the work itself, on what belongs to it alone. What every hand-over is paid on top
 * of. */
#include "../peer.h"

static void *start(const bench_peer *peer, const bench_setup *setup) { return setup->owners; }

static void call(void *self, unsigned client, bench_fn fn, void *data) {
    bench_owner *owners = self;
    fn(&owners[client], data);
}

static void batch(void *self, unsigned client, bench_fn fn, void *data, size_t count) {
    bench_owner *owners = self;
    for (size_t i = 0; i < count; i++) fn(&owners[client], data);
}

static void stop(void *self) {}

const bench_peer bench_direct = {
    .name = "direct call",
    .traits = BENCH_PINS | BENCH_CROSSES | BENCH_POOLS,
    .start = start,
    .call = call,
    .batch = batch,
    .stop = stop,
};
