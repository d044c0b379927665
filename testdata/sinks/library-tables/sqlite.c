// A loadable extension of SQLite: what looks like a function is a field of the table that it is given.
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

void on_row(sqlite3_mutex *mutex) {
    sqlite3_mutex_enter(mutex); // want lock-in-handler "sqlite3_api_routines.mutex_enter"
    sqlite3_mutex_leave(mutex);
    if (sqlite3_mutex_try(mutex) == SQLITE_OK)
        sqlite3_mutex_leave(mutex);
}

// Holds the lock for its caller.
static void enter(sqlite3_mutex *mutex) {
    sqlite3_mutex_enter(mutex);
}

void on_close(sqlite3_mutex *mutex) {
    enter(mutex); // want lock-in-handler "enter \(wrapper of sqlite3_api_routines.mutex_enter\)"
    sqlite3_mutex_leave(mutex);
}
