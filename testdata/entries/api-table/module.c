// A loadable module calls its host through a table of function pointers: handlers are arguments of such calls, and the
// table's record and member say which call it is, whatever the variable is called.
#include <pthread.h>

struct db;
struct db_module {
    int (*open)(struct db *db);
};
typedef struct db_api_routines {
    int (*create_function)(struct db *db, void (*function)(struct db *db));
    int (*create_module)(struct db *db, const struct db_module *module);
    int (*set_hook)(struct db *db, void (*hook)(struct db *db));
} db_api;
struct other_routines {
    int (*create_function)(struct db *db, void (*function)(struct db *db));
};

#define db_create_function api->create_function

static const db_api *api;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void upper(struct db *db) { // want-handler "db.function"
    (void)db;
    pthread_mutex_lock(&mutex); // want lock-in-handler "upper"
    pthread_mutex_unlock(&mutex);
}

static void lower(struct db *db) { // want-handler "db.function"
    (void)db;
}

// By a name that is the record's typedef.
static void committed(struct db *db) { // want-handler "db.hook"
    (void)db;
}

static int open_table(struct db *db) { // want-handler "db.module"
    (void)db;
    return 0;
}

// The same member of another record registers no handler.
static void elsewhere(struct db *db) {
    (void)db;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

int module_init(struct db *db, const db_api *given, const struct other_routines *others) {
    static const struct db_module tables = {open_table};
    api = given;
    others->create_function(db, elsewhere);
    given->set_hook(db, committed);
    api->create_module(db, &tables);
    return api->create_function(db, upper) || db_create_function(db, lower);
}
