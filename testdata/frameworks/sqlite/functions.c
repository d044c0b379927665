// A program that embeds SQLite: functions, collations, hooks.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <sqlite3.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "upper \(SQLite\)"
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
    stay_on_one_cpu(); // want pin-in-handler "upper \(SQLite\)"
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

static void upper(sqlite3_context *context, int count_of, sqlite3_value **values) { // want-handler "sqlite.function"
    (void)count_of, (void)values;
    serve();
    sqlite3_result_null(context);
}

static void queued(sqlite3_context *context, int count_of, sqlite3_value **values) { // want-handler "sqlite.function"
    (void)count_of;
    hand_over((char)sqlite3_value_int(values[0]));
    sqlite3_result_null(context);
}

static void sum_step(sqlite3_context *context, int n, sqlite3_value **values) { // want-handler "sqlite.function"
    (void)context, (void)n, (void)values;
}

static void sum_final(sqlite3_context *context) { // want-handler "sqlite.function"
    sqlite3_result_int(context, 0);
}

static void sum_value(sqlite3_context *context) { // want-handler "sqlite.function"
    sqlite3_result_int(context, 0);
}

static int by_length(void *data, int n, const void *a, int m, const void *b) { // want-handler "sqlite.collation"
    (void)data, (void)a, (void)b;
    return n - m;
}

static void no_collation(void *data, sqlite3 *db, int encoding, const char *name) { // want-handler "sqlite.collation"
    (void)data, (void)encoding;
    sqlite3_create_collation(db, name, SQLITE_UTF8, NULL, by_length);
}

static int allowed(void *data, int action, const char *a, const char *b, const char *c, // want-handler "sqlite.hook"
                   const char *d) {
    (void)data, (void)action, (void)a, (void)b, (void)c, (void)d;
    return SQLITE_OK;
}

static int progress(void *data) { // want-handler "sqlite.hook"
    pthread_mutex_t *lock = data; // what sqlite3_progress_handler was given
    pthread_mutex_lock(lock);     // want lock-in-handler "handler progress"
    return pthread_mutex_unlock(lock);
}

static int traced(unsigned what, void *data, void *p, void *x) { // want-handler "sqlite.hook"
    (void)what, (void)data, (void)p, (void)x;
    return 0;
}

static void updated(void *data, int action, const char *db, const char *table, // want-handler "sqlite.hook"
                    sqlite3_int64 row) {
    (void)data, (void)action, (void)db, (void)table, (void)row;
}

// sqlite3_exec calls it before it returns: no handler, but what a handler does.
static int print_row(void *data, int columns, char **values, char **names) {
    (void)data, (void)columns, (void)names;
    return puts(values[0]);
}

int main(void) {
    sqlite3 *db;
    if (start_worker() || sqlite3_open("t", &db)) return 1;
    sqlite3_create_function(db, "up", 1, SQLITE_UTF8, NULL, upper, NULL, NULL);
    sqlite3_create_function_v2(db, "queue", 1, SQLITE_UTF8, NULL, &queued, NULL, NULL, NULL);
    sqlite3_create_window_function(db, "sum2", 1, SQLITE_UTF8, NULL, sum_step, sum_final, sum_value, NULL, NULL);
    sqlite3_collation_needed(db, NULL, no_collation);
    sqlite3_set_authorizer(db, allowed, NULL);
    sqlite3_progress_handler(db, 100, progress, &mutex);
    sqlite3_trace_v2(db, SQLITE_TRACE_STMT, traced, NULL);
    sqlite3_update_hook(db, updated, NULL);
    return sqlite3_exec(db, "select up(1)", print_row, NULL, NULL);
}
