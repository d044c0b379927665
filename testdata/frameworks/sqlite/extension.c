// A loadable extension: every call goes through the table of the host, and tables and file systems are records.
#include <pthread.h>
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void advance(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "handler series_next"
    pthread_mutex_unlock(&mutex);
}

static int series_next(sqlite3_vtab_cursor *cursor) { // want-handler "sqlite.vtab"
    (void)cursor;
    advance();
    return SQLITE_OK;
}

static void twice(sqlite3_context *context, int count, sqlite3_value **values) { // want-handler "sqlite.function"
    (void)count;
    sqlite3_result_int(context, 2 * sqlite3_value_int(values[0]));
}

static int on_commit(void *data) { // want-handler "sqlite.hook"
    (void)data;
    return 0;
}

static int memory_read(sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset) { // want-handler "sqlite.vfs"
    (void)file, (void)buffer, (void)n, (void)offset;
    return SQLITE_IOERR_SHORT_READ;
}

static int memory_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, // want-handler "sqlite.vfs"
                       int flags, int *out) {
    static const sqlite3_io_methods methods = {.iVersion = 1, .xRead = memory_read};
    (void)vfs, (void)name, (void)flags, (void)out;
    file->pMethods = &methods;
    return SQLITE_OK;
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, // want-handler "sqlite.fts5"
                 int count, sqlite3_value **values) {
    (void)api, (void)fts, (void)count, (void)values;
    sqlite3_result_double(context, 1);
}

void add_rank(fts5_api *fts) {
    fts->xCreateFunction(fts, "rank2", 0, rank, 0);
}

static const sqlite3_module series = {.iVersion = 1, .xNext = series_next};
static sqlite3_vfs memory = {.iVersion = 1, .zName = "memory", .xOpen = memory_open};

// The extension is loaded: nobody waits for it yet.
int sqlite3_demo_init(sqlite3 *db, char **error, const sqlite3_api_routines *api) {
    SQLITE_EXTENSION_INIT2(api);
    (void)error;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    sqlite3_create_module(db, "series", &series, 0);
    sqlite3_commit_hook(db, on_commit, 0);
    sqlite3_vfs_register(&memory, 0);
    return sqlite3_create_function(db, "twice", 1, SQLITE_UTF8, 0, twice, 0, 0);
}
