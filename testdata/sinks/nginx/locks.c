// nginx's own locks on its real headers, and a directive that only reads what its name says.
#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_event.h>
#include <ngx_http.h>

static ngx_shmtx_t zone;
static ngx_atomic_t word;

ngx_int_t on_zone(ngx_slab_pool_t *pool) {
    ngx_shmtx_lock(&pool->mutex); // want lock-in-handler:warning "ngx_shmtx_lock"
    ngx_shmtx_unlock(&pool->mutex);
    if (ngx_shmtx_trylock(&zone))
        ngx_shmtx_unlock(&zone);
    return NGX_OK;
}

void on_rwlock(void) {
    ngx_rwlock_wlock(&word); // want lock-in-handler "ngx_rwlock_wlock"
    ngx_rwlock_unlock(&word);
    ngx_rwlock_rlock(&word); // want lock-in-handler "ngx_rwlock_rlock"
    ngx_rwlock_unlock(&word);
}

void on_spin(void) {
    ngx_spinlock(&word, 1, 1024); // want lock-in-handler "ngx_spinlock"
    ngx_unlock(&word);
    if (ngx_trylock(&word))
        ngx_unlock(&word);
}

void on_thread_mutex(ngx_thread_mutex_t *mutex, ngx_log_t *log) {
    ngx_thread_mutex_lock(mutex, log); // want lock-in-handler "ngx_thread_mutex_lock"
    ngx_thread_mutex_unlock(mutex, log);
}

// A wrapper, as modules write them around their zone.
static void enter(ngx_slab_pool_t *pool) {
    ngx_shmtx_lock(&pool->mutex);
}

void on_wrapped(ngx_slab_pool_t *pool) {
    enter(pool); // want lock-in-handler "enter \(wrapper of ngx_shmtx_lock\)"
    ngx_shmtx_unlock(&pool->mutex);
}

void on_pin(ngx_cpuset_t *cpus, ngx_log_t *log) {
    ngx_setaffinity(cpus, log); // want pin-in-handler "ngx_setaffinity"
}
