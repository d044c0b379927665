/* worker.h: one worker process: started, told which unit to parse, reaped. The parent's side of it is one struct, owned
 * by the caller; the functions are for the thread that started it.
 */
#ifndef PINLINT_WORKER_H
#define PINLINT_WORKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "extract/pool.h"

/* What every worker is given by being forked. */
typedef struct {
    GPtrArray *commands;
    const char *resource_dir;
    pl_extract_fn extract;
    const pl_limits *limits;
} pl_work;

typedef struct {
    pid_t pid;
    int socket; /* answers come as frames */
    int log;    /* what it wrote on stdout and stderr; -1: not kept */
} pl_worker;

/* A frame is a header and `size` bytes: facts, or one sentence. */
enum { PL_FRAME_FACTS = 0x31544346, PL_FRAME_PROBLEM = 0x314d4250 };
enum { PL_FRAME_MAX = 1 << 30 };
typedef struct {
    uint32_t kind, index, size;
} pl_frame;

/* False and *error when the system has no process for us. */
bool pl_worker_start(pl_worker *worker, const pl_work *work, GError **error);

/* False when it no longer listens: it died. Never blocks. */
bool pl_worker_send(const pl_worker *worker, uint32_t index);

/* Kills it if it still runs (`gone`: it hung up, and is given a moment to end by itself), waits for its end, closes
 * everything. Returns why it ended (one sentence, g_free). */
char *pl_worker_end(pl_worker *worker, const pl_work *work, bool gone);

#endif
