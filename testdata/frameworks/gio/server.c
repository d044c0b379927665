// With the real header and the shipped pack.
#define _GNU_SOURCE
#include <gio/gio.h>
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
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "method"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "method"
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

static void in_thread(GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
    (void)task, (void)source, (void)cancellable;
    work(data);
}

static void looked_up(GObject *source, GAsyncResult *result, gpointer data) { // want-handler "gio.ready"
    (void)source, (void)result, (void)data;
}

static void method(GDBusConnection *connection, const gchar *sender, const gchar *path, const gchar *interface, // want-handler "gio.dbus.method"
                   const gchar *name, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data) {
    GTask *task = g_task_new(connection, NULL, looked_up, data);
    (void)sender, (void)path, (void)interface, (void)name, (void)parameters;
    serve();
    g_task_run_in_thread(task, in_thread);
    g_dbus_method_invocation_return_value(invocation, NULL);
}

static GVariant *get(GDBusConnection *connection, const gchar *sender, const gchar *path, const gchar *interface, // want-handler "gio.dbus.property"
                     const gchar *property, GError **error, gpointer data) {
    (void)connection, (void)sender, (void)path, (void)interface, (void)property, (void)error, (void)data;
    return NULL;
}

static const GDBusInterfaceVTable vtable = {method, get, NULL, {NULL}};

static void bus_signal(GDBusConnection *connection, const gchar *sender, const gchar *path, const gchar *interface, // want-handler "gio.dbus.signal"
                       const gchar *name, GVariant *parameters, gpointer data) {
    (void)connection, (void)sender, (void)path, (void)interface, (void)name, (void)parameters, (void)data;
}

static GDBusMessage *filter(GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data) { // want-handler "gio.dbus.filter"
    (void)connection, (void)incoming, (void)data;
    return message;
}

static void acquired(GDBusConnection *connection, const gchar *name, gpointer data) { // want-handler "gio.dbus.name"
    (void)name;
    g_dbus_connection_register_object(connection, "/demo", data, &vtable, NULL, NULL, NULL);
    g_dbus_connection_signal_subscribe(connection, NULL, NULL, NULL, NULL, NULL, 0, bus_signal, NULL, NULL);
    g_dbus_connection_add_filter(connection, filter, NULL, NULL);
}

static void lost(GDBusConnection *connection, const gchar *name, gpointer data) { // want-handler "gio.dbus.name"
    (void)connection, (void)name, (void)data;
}

static gboolean incoming(GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data) { // want-handler "glib.signal"
    (void)service, (void)connection, (void)source, (void)data;
    return TRUE;
}

// A service of one's own: methods of its class.
typedef struct {
    GThreadedSocketService parent;
} DemoService;
typedef struct {
    GThreadedSocketServiceClass parent;
} DemoServiceClass;
G_DEFINE_TYPE(DemoService, demo_service, G_TYPE_THREADED_SOCKET_SERVICE)

static gboolean run(GThreadedSocketService *service, GSocketConnection *connection, GObject *source) { // want-handler "gio.socket.run"
    (void)service, (void)connection, (void)source;
    return TRUE;
}

static gboolean class_incoming(GSocketService *service, GSocketConnection *connection, GObject *source) { // want-handler "gio.socket.incoming"
    (void)service, (void)connection, (void)source;
    return TRUE;
}

static void demo_service_class_init(DemoServiceClass *klass) {
    G_SOCKET_SERVICE_CLASS(klass)->incoming = class_incoming;
    klass->parent.run = run;
}

static void demo_service_init(DemoService *self) {
    (void)self;
}

static void proxy_signal(GDBusProxy *proxy, const gchar *sender, const gchar *name, GVariant *parameters) { // want-handler "gio.dbus.signal"
    (void)proxy, (void)sender, (void)name, (void)parameters;
}

void demo_proxy_class_init(GDBusProxyClass *klass);
void demo_proxy_class_init(GDBusProxyClass *klass) {
    klass->g_signal = proxy_signal;
}

int main(void) {
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    serve(); // before the loop
    g_bus_own_name(G_BUS_TYPE_SESSION, "org.example.Demo", G_BUS_NAME_OWNER_FLAGS_NONE, acquired, NULL, lost, NULL, NULL);
    g_signal_connect(g_socket_service_new(), "incoming", G_CALLBACK(incoming), NULL);
    g_object_new(demo_service_get_type(), NULL);
    g_main_loop_run(loop);
    return 0;
}
