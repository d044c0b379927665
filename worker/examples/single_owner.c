/* One owner of something that is not thread-safe: a sqlite3 handle.
 *
 * The handle is opened without sqlite's own mutexes, so two threads in it at once would corrupt it. The usual fix is a
 * lock around every use, held for as long as a query takes. Here the handle belongs to a worker: the threads that serve
 * requests send it jobs and never see the handle. */
#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>

#include "example.h"

enum { CLIENTS = 8, QUERIES = 100 };

/* ---- the owner's side: everything here runs on the worker's thread ---- */

typedef struct database {
    sqlite3 *handle;
    sqlite3_stmt *insert, *lookup; /* prepared once, as nobody else can be using them */
} database;

static void close_database(void *state) {
    database *db = state;
    sqlite3_finalize(db->insert);
    sqlite3_finalize(db->lookup);
    sqlite3_close(db->handle);
    free(db);
}

/* Runs before pinworker_start returns, which returns its error: a server that cannot open its database does not start
 * serving. What it made until then it has to take back itself. */
static int open_database(void *config, unsigned index, void **state) {
    (void)index;
    database *db = calloc(1, sizeof *db);
    if (!db) return -ENOMEM;
    static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(config, &db->handle, flags, NULL) == SQLITE_OK &&
        sqlite3_exec(db->handle, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)", NULL, NULL, NULL) ==
            SQLITE_OK &&
        sqlite3_prepare_v2(db->handle, "INSERT INTO users VALUES (?, ?)", -1, &db->insert, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db->handle, "SELECT name FROM users WHERE id = ?", -1, &db->lookup, NULL) == SQLITE_OK) {
        *state = db;
        return 0;
    }
    fprintf(stderr, "%s: %s\n", (const char *)config, sqlite3_errmsg(db->handle));
    close_database(db);
    return -EIO;
}

/* What travels with a job: small, and by value, so that a client may leave at its deadline. */
typedef struct user {
    int id;
    char name[24];
} user;

static int insert_user(void *state, void *data) {
    database *db = state;
    const user *add = data;
    sqlite3_bind_int(db->insert, 1, add->id);
    sqlite3_bind_text(db->insert, 2, add->name, -1, SQLITE_TRANSIENT);
    int status = sqlite3_step(db->insert);
    sqlite3_reset(db->insert);
    return status == SQLITE_DONE ? 0 : -EEXIST;
}

static int find_user(void *state, void *data) {
    database *db = state;
    user *found = data;
    sqlite3_bind_int(db->lookup, 1, found->id);
    bool there = sqlite3_step(db->lookup) == SQLITE_ROW;
    if (there) snprintf(found->name, sizeof found->name, "%s", (const char *)sqlite3_column_text(db->lookup, 0));
    sqlite3_reset(db->lookup);
    return there ? 0 : -ENOENT;
}

/* ---- the handlers' side ---- */

static pinworker *users;

static void *client(void *arg) {
    int first = *(int *)arg;
    for (int id = first; id < first + QUERIES; id++) {
        user add = {.id = id}, found = {.id = id};
        snprintf(add.name, sizeof add.name, "user %d", id);
        need(pinworker_run(users, insert_user, &add, sizeof add), "insert");

        /* The same with a deadline: no request waits longer than that, however long the queue is. */
        pinworker_job job = {.fn = find_user, .data = &found, .size = sizeof found};
        pinworker_until until = {.deadline = pinworker_in(INT64_C(10) * 1000 * 1000 * 1000)};
        need(pinworker_call(users, &job, &until), "find");
        if (strcmp(found.name, add.name) != 0) need(-EILSEQ, "another user's name");
    }
    return NULL;
}

int main(void) {
    static char path[] = ":memory:";
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = open_database;
    options.cleanup = close_database;
    options.config = path;
    options.name = "users-db";
    need(pinworker_start(&options, NULL, &users), "start");

    pthread_t clients[CLIENTS];
    int first[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        first[i] = i * QUERIES;
        need(-pthread_create(&clients[i], NULL, client, &first[i]), "thread");
    }
    for (int i = 0; i < CLIENTS; i++) pthread_join(clients[i], NULL);

    /* An error of the job comes back as such. */
    user nobody = {.id = -1};
    int error = pinworker_run(users, find_user, &nobody, sizeof nobody);
    printf("nobody: %s\n", strerror(-error));

    pinworker_stats stats;
    pinworker_stats_get(users, &stats);
    printf("%d clients, %llu queries, one handle, no lock\n", CLIENTS, (unsigned long long)stats.completed);
    need(pinworker_close(users, NULL, 0, NULL), "close");
    need(pinworker_free(users), "free");
    return 0;
}
