// With the real headers and the shipped pack.
#define _GNU_SOURCE
#include <glib-object.h>
#include <glib-unix.h>
#include <glib.h>
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
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "readable"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "readable"
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

static gboolean every_second(gpointer data) { // want-handler "glib.timeout"
    guint *total = data;
    ++*total;
    return G_SOURCE_CONTINUE;
}

static gboolean slowly(gpointer data) { // want-handler "glib.timeout"
    return data != NULL;
}

static gboolean idle(gpointer data) { // want-handler "glib.idle"
    return data != NULL;
}

static gboolean idle_full(gpointer data) { // want-handler "glib.idle"
    return data != NULL;
}

static void in_pool(gpointer item, gpointer data) {
    (void)data;
    work(item);
}

static GThreadPool *pool;

static void forget(gpointer item, gpointer data) {
    (void)item, (void)data;
    count();
}

static gboolean readable(GIOChannel *channel, GIOCondition condition, gpointer data) { // want-handler "glib.io"
    GList *list = NULL;
    (void)channel, (void)condition, (void)data;
    serve();
    g_list_foreach(list, forget, NULL);
    g_thread_pool_push(pool, channel, NULL);
    return TRUE;
}

static gboolean fd_ready(gint fd, GIOCondition condition, gpointer data) { // want-handler "glib.io"
    (void)fd, (void)condition, (void)data;
    return TRUE;
}

static void ended(GPid pid, gint status, gpointer data) { // want-handler "glib.child"
    (void)pid, (void)status, (void)data;
}

static gboolean hangup(gpointer data) { // want-handler "glib.unix-signal"
    return data != NULL;
}

static gboolean prepare(GSource *source, gint *timeout) { // want-handler "glib.source"
    *timeout = -1;
    return source == NULL;
}

static gboolean dispatch(GSource *source, GSourceFunc callback, gpointer data) { // want-handler "glib.source"
    (void)source;
    return callback(data);
}

static void source_gone(GSource *source) { // when it is freed
    (void)source;
    serve();
}

static gboolean of_source(gpointer data) { // want-handler "glib.source"
    return data != NULL;
}

static void notified(GObject *object, GParamSpec *property, gpointer data) { // want-handler "glib.signal"
    (void)object, (void)property, (void)data;
}

int main(void) {
    static GSourceFuncs functions = {.prepare = prepare, .dispatch = dispatch, .finalize = source_gone};
    static guint total;
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    GSource *source = g_source_new(&functions, sizeof *source);
    serve(); // before the loop
    pool = g_thread_pool_new(in_pool, NULL, 4, FALSE, NULL);
    g_thread_unref(g_thread_new("worker", work, NULL));
    g_timeout_add(1000, every_second, &total);
    g_timeout_add_seconds_full(G_PRIORITY_LOW, 10, slowly, NULL, NULL);
    g_idle_add(idle, NULL);
    g_idle_add_full(G_PRIORITY_LOW, idle_full, NULL, NULL);
    g_io_add_watch(g_io_channel_unix_new(0), G_IO_IN, readable, NULL);
    g_unix_fd_add(0, G_IO_IN, fd_ready, NULL);
    g_child_watch_add(1, ended, NULL);
    g_unix_signal_add(1, hangup, NULL);
    g_source_set_callback(source, of_source, NULL, NULL);
    g_source_attach(source, NULL);
    g_signal_connect(g_object_new(G_TYPE_OBJECT, NULL), "notify::name", G_CALLBACK(notified), NULL);
    g_main_loop_run(loop);
    return 0;
}
