#include <stdlib.h>

#include "../workload.h"

static const bench_workload *const files[] = {bench_calls,   bench_seed,  bench_posts,
                                              bench_batches, bench_task2, bench_task4};

const bench_workload *bench_workload_at(size_t index) {
    for (size_t file = 0; file < sizeof files / sizeof *files; file++)
        for (const bench_workload *workload = files[file]; workload->name; workload++)
            if (index-- == 0) return workload;
    return NULL;
}

static bool in_group(const bench_workload *workload, const bench_peer *peer, const bench_regime *regime) {
    switch (workload->group) {
    case BENCH_GROUP_MAIN: return true;
    case BENCH_GROUP_TASK2: return (peer->traits & BENCH_PINS) && regime->noise == BENCH_QUIET;
    case BENCH_GROUP_TASK4: return (peer->traits & BENCH_CROSSES) && regime->noise == BENCH_QUIET;
    }
    return false;
}

bool bench_fits(const bench_workload *workload, const bench_peer *peer, const bench_regime *regime) {
    if (!in_group(workload, peer, regime)) return false;
    if ((peer->traits & BENCH_ONE_CLIENT) && workload->clients > 1) return false;
    if ((peer->traits & BENCH_NEEDS_TWO) && (regime->spread == BENCH_ONE_CPU || bench_cpu_count() < 2)) return false;
    if ((peer->traits & BENCH_NEEDS_ONE) && regime->spread != BENCH_ONE_CPU) return false;
    return peer->program ? workload->group == BENCH_GROUP_MAIN : workload->fits(workload, peer);
}
