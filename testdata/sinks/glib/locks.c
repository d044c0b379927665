// GLib's locks on its real headers. Each is reported where the program names it, also through inline functions and
// macros of the headers; the try variants are not.
#include <gio/gio.h>
#include <glib.h>

static GMutex mutex;
static GRecMutex rec;
static GRWLock rw;
G_LOCK_DEFINE_STATIC(table);
static gint bits;

void on_mutex(void) {
    g_mutex_lock(&mutex); // want lock-in-handler:warning "g_mutex_lock"
    g_mutex_unlock(&mutex);
}

void on_try(void) {
    if (g_mutex_trylock(&mutex))
        g_mutex_unlock(&mutex);
    if (g_rec_mutex_trylock(&rec))
        g_rec_mutex_unlock(&rec);
    if (g_rw_lock_reader_trylock(&rw))
        g_rw_lock_reader_unlock(&rw);
    if (G_TRYLOCK(table))
        G_UNLOCK(table);
    if (g_bit_trylock(&bits, 0))
        g_bit_unlock(&bits, 0);
}

void on_recursive(void) {
    g_rec_mutex_lock(&rec); // want lock-in-handler "g_rec_mutex_lock"
    g_rec_mutex_unlock(&rec);
}

void on_rw(void) {
    g_rw_lock_reader_lock(&rw); // want lock-in-handler "g_rw_lock_reader_lock"
    g_rw_lock_reader_unlock(&rw);
    g_rw_lock_writer_lock(&rw); // want lock-in-handler "g_rw_lock_writer_lock"
    g_rw_lock_writer_unlock(&rw);
}

void on_macro(void) {
    G_LOCK(table); // want lock-in-handler "g_mutex_lock"
    G_UNLOCK(table);
}

// Freed at the end of the scope: holds nothing afterwards, so that its callers are not reported.
static gint guarded(gint value) {
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&mutex); // want lock-in-handler "g_mutex_locker_new in guarded"
    return locker ? value + 1 : value;
}

void on_locker(void) {
    bits = guarded(bits);
}

void on_rw_locker(void) {
    g_autoptr(GRWLockReaderLocker) reader = g_rw_lock_reader_locker_new(&rw); // want lock-in-handler "g_rw_lock_reader_locker_new"
    (void)reader;
}

void on_bits(void) {
    g_bit_lock(&bits, 1); // want lock-in-handler "g_bit_lock"
    g_bit_unlock(&bits, 1);
}

void on_queue(GAsyncQueue *queue) {
    g_async_queue_pop(queue);     // want lock-in-handler "g_async_queue_pop"
    g_async_queue_try_pop(queue);
}

// A wrapper of the project: its caller is reported.
static void enter(void) {
    g_mutex_lock(&mutex);
}

static void leave(void) {
    g_mutex_unlock(&mutex);
}

void on_wrapped(void) {
    enter(); // want lock-in-handler "enter \(wrapper of g_mutex_lock\)"
    leave();
}

static gpointer work(gpointer data) {
    g_mutex_lock(data); // the other thread's business
    g_mutex_unlock(data);
    return NULL;
}

static void job(gpointer data, gpointer user_data) {
    g_mutex_lock(user_data);
    g_mutex_unlock(user_data);
    (void)data;
}

static void task(GTask *self, gpointer source, gpointer data, GCancellable *cancellable) {
    g_mutex_lock(&mutex);
    g_mutex_unlock(&mutex);
    (void)self, (void)source, (void)data, (void)cancellable;
}

void on_thread(GTask *gtask) {
    GThread *thread = g_thread_new("worker", work, &mutex); // want thread-spawn-in-handler "g_thread_new"
    g_thread_unref(thread);
    g_thread_pool_new(job, &mutex, 1, FALSE, NULL);
    g_task_run_in_thread(gtask, task);
}

static void visit(gpointer key, gpointer value, gpointer user_data) {
    g_mutex_lock(user_data); // want lock-in-handler "g_mutex_lock in visit"
    g_mutex_unlock(user_data);
    (void)key, (void)value;
}

static gint compare(gconstpointer a, gconstpointer b) {
    g_mutex_lock(&mutex); // want lock-in-handler "g_mutex_lock in compare"
    g_mutex_unlock(&mutex);
    return a < b;
}

void on_walk(GHashTable *table, GList *list) {
    g_hash_table_foreach(table, visit, &mutex);
    list = g_list_sort(list, compare);
    (void)list;
}
