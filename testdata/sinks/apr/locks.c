// APR's locks, threads and callbacks on its real headers.
#include <apr_file_io.h>
#include <apr_global_mutex.h>
#include <apr_hash.h>
#include <apr_proc_mutex.h>
#include <apr_tables.h>
#include <apr_thread_mutex.h>
#include <apr_thread_pool.h>
#include <apr_thread_proc.h>
#include <apr_thread_rwlock.h>

static apr_thread_mutex_t *mutex;

void on_mutex(void) {
    apr_thread_mutex_lock(mutex); // want lock-in-handler:warning "apr_thread_mutex_lock"
    apr_thread_mutex_unlock(mutex);
    if (apr_thread_mutex_trylock(mutex) == APR_SUCCESS)
        apr_thread_mutex_unlock(mutex);
    if (apr_thread_mutex_timedlock(mutex, 1000) == APR_SUCCESS) // want lock-in-handler "apr_thread_mutex_timedlock"
        apr_thread_mutex_unlock(mutex);
}

void on_rwlock(apr_thread_rwlock_t *rw) {
    apr_thread_rwlock_rdlock(rw); // want lock-in-handler "apr_thread_rwlock_rdlock"
    apr_thread_rwlock_unlock(rw);
    apr_thread_rwlock_wrlock(rw); // want lock-in-handler "apr_thread_rwlock_wrlock"
    apr_thread_rwlock_unlock(rw);
    if (apr_thread_rwlock_trywrlock(rw) == APR_SUCCESS)
        apr_thread_rwlock_unlock(rw);
}

void on_processes(apr_proc_mutex_t *pm, apr_global_mutex_t *gm) {
    apr_proc_mutex_lock(pm); // want lock-in-handler "apr_proc_mutex_lock"
    apr_proc_mutex_unlock(pm);
    apr_global_mutex_lock(gm); // want lock-in-handler "apr_global_mutex_lock"
    apr_global_mutex_unlock(gm);
    if (apr_global_mutex_trylock(gm) == APR_SUCCESS)
        apr_global_mutex_unlock(gm);
}

void on_file(apr_file_t *file) {
    apr_file_lock(file, APR_FLOCK_EXCLUSIVE); // want lock-in-handler "apr_file_lock"
    apr_file_unlock(file);
    if (apr_file_lock(file, APR_FLOCK_EXCLUSIVE | APR_FLOCK_NONBLOCK) == APR_SUCCESS)
        apr_file_unlock(file);
}

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data) {
    apr_thread_mutex_lock(data);
    apr_thread_mutex_unlock(data);
    return thread;
}

void on_thread(apr_thread_t **thread, apr_thread_pool_t *threads, apr_pool_t *pool) {
    apr_thread_create(thread, NULL, work, mutex, pool); // want thread-spawn-in-handler "apr_thread_create"
    apr_thread_pool_push(threads, work, mutex, 0, NULL);
}

static int each(void *rec, const char *key, const char *value) {
    apr_thread_mutex_lock(rec); // want lock-in-handler "apr_thread_mutex_lock in each"
    apr_thread_mutex_unlock(rec);
    return key == value;
}

static apr_status_t later(void *data) {
    apr_thread_mutex_lock(data); // when the pool goes
    apr_thread_mutex_unlock(data);
    return APR_SUCCESS;
}

void on_walk(apr_table_t *table, apr_pool_t *pool) {
    apr_table_do(each, mutex, table, NULL);
    apr_pool_cleanup_register(pool, mutex, later, apr_pool_cleanup_null);
}
