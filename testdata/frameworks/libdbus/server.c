// With the real header and the shipped pack.
#define _GNU_SOURCE
#include <dbus/dbus.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "message"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "message"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

static DBusHandlerResult message(DBusConnection *connection, DBusMessage *m, void *data) { // want-handler "libdbus.object"
    pthread_t thread;
    (void)connection, (void)m, (void)data;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "message"
    return DBUS_HANDLER_RESULT_HANDLED;
}

static DBusHandlerResult below(DBusConnection *connection, DBusMessage *m, void *data) { // want-handler "libdbus.object"
    (void)connection, (void)m, (void)data;
    return DBUS_HANDLER_RESULT_HANDLED;
}

// When the object is taken away.
static void unregistered(DBusConnection *connection, void *data) {
    (void)connection, (void)data;
    serve();
}

static const DBusObjectPathVTable vtable = {.unregister_function = unregistered, .message_function = message};

static DBusHandlerResult filter(DBusConnection *connection, DBusMessage *m, void *data) { // want-handler "libdbus.filter"
    (void)connection, (void)m, (void)data;
    return DBUS_HANDLER_RESULT_NOT_YET_HANDLED;
}

static void replied(DBusPendingCall *call, void *data) { // want-handler "libdbus.reply"
    (void)call, (void)data;
}

static void connected(DBusServer *server, DBusConnection *connection, void *data) { // want-handler "libdbus.connection"
    DBusObjectPathVTable fallback = {NULL, below, NULL, NULL, NULL, NULL};
    (void)server;
    dbus_connection_register_fallback(connection, "/", &fallback, data);
}

static dbus_bool_t watch(DBusWatch *w, void *data) { // want-handler "libdbus.loop"
    return w && data;
}

static void unwatch(DBusWatch *w, void *data) { (void)w, (void)data; } // want-handler "libdbus.loop"
static void toggled(DBusWatch *w, void *data) { (void)w, (void)data; } // want-handler "libdbus.loop"
static void woken(void *data) { (void)data; }                           // want-handler "libdbus.loop"

int main(void) {
    DBusConnection *connection = dbus_bus_get(DBUS_BUS_SESSION, NULL);
    DBusServer *server = dbus_server_listen("unix:tmpdir=/tmp", NULL);
    DBusPendingCall *call = NULL;
    serve(); // before the loop
    dbus_connection_register_object_path(connection, "/demo", &vtable, NULL);
    dbus_connection_add_filter(connection, filter, NULL, NULL);
    dbus_connection_send_with_reply(connection, NULL, &call, -1);
    dbus_pending_call_set_notify(call, replied, NULL, NULL);
    dbus_server_set_new_connection_function(server, connected, NULL, NULL);
    dbus_connection_set_watch_functions(connection, watch, unwatch, toggled, NULL, NULL);
    dbus_connection_set_wakeup_main_function(connection, woken, NULL, NULL);
    while (dbus_connection_read_write_dispatch(connection, -1))
        continue;
    return 0;
}
