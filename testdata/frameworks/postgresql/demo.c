// A module of PostgreSQL: functions for SQL, hooks, a wrapper of foreign data, callbacks; a background worker.
#define _GNU_SOURCE
#include <postgres.h>

#include <access/xact.h>
#include <executor/executor.h>
#include <fmgr.h>
#include <foreign/fdwapi.h>
#include <postmaster/bgworker.h>
#include <replication/logical.h>
#include <storage/ipc.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "demo_count \(PostgreSQL\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "demo_count \(PostgreSQL\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(demo_count);
PG_FUNCTION_INFO_V1(demo_queue);

Datum demo_count(PG_FUNCTION_ARGS) { // want-handler "postgresql.function"
    (void)fcinfo;
    serve();
    PG_RETURN_INT64((int64)served);
}

Datum demo_queue(PG_FUNCTION_ARGS) { // want-handler "postgresql.function"
    hand_over((char)PG_GETARG_INT32(0));
    PG_RETURN_VOID();
}

static ExecutorStart_hook_type next_start;

static void demo_start(QueryDesc *query, int flags) { // want-handler "postgresql.hook"
    if (next_start) next_start(query, flags);
    else standard_ExecutorStart(query, flags);
}

static void demo_log(ErrorData *error) { // want-handler "postgresql.hook"
    (void)error;
}

static void demo_transaction(XactEvent event, void *arg) { // want-handler "postgresql.callback"
    (void)event, (void)arg;
}

static TupleTableSlot *demo_iterate(ForeignScanState *state) { // want-handler "postgresql.fdw"
    return state->ss.ss_ScanTupleSlot;
}

Datum demo_fdw(PG_FUNCTION_ARGS) { // want-handler "postgresql.function"
    FdwRoutine *routine = makeNode(FdwRoutine);
    (void)fcinfo;
    routine->IterateForeignScan = demo_iterate;
    PG_RETURN_POINTER(routine);
}

static void demo_change(LogicalDecodingContext *context, ReorderBufferTXN *txn, // want-handler "postgresql.decoding"
                        Relation relation, ReorderBufferChange *change) {
    (void)context, (void)txn, (void)relation, (void)change;
}

void _PG_output_plugin_init(OutputPluginCallbacks *callbacks) {
    callbacks->change_cb = demo_change;
}

// Start-up.
static void demo_shmem_startup(void) {
    count();
}

// A process of its own, found by its name: it may pin itself and wait.
PGDLLEXPORT void demo_worker_main(Datum arg) {
    (void)arg;
    serve();
}

void _PG_init(void) {
    BackgroundWorker background = {.bgw_function_name = "demo_worker_main", .bgw_library_name = "demo"};
    next_start = ExecutorStart_hook;
    ExecutorStart_hook = demo_start;
    emit_log_hook = demo_log;
    shmem_startup_hook = demo_shmem_startup;
    RegisterXactCallback(demo_transaction, NULL);
    RegisterBackgroundWorker(&background);
    start_worker();
}
