// libuv's locks, threads and work on its real headers.
#include <uv.h>

static uv_mutex_t mutex;

void on_mutex(void) {
    uv_mutex_lock(&mutex); // want lock-in-handler:warning "uv_mutex_lock"
    uv_mutex_unlock(&mutex);
    if (!uv_mutex_trylock(&mutex))
        uv_mutex_unlock(&mutex);
}

void on_rwlock(uv_rwlock_t *rw) {
    uv_rwlock_rdlock(rw); // want lock-in-handler "uv_rwlock_rdlock"
    uv_rwlock_rdunlock(rw);
    uv_rwlock_wrlock(rw); // want lock-in-handler "uv_rwlock_wrlock"
    uv_rwlock_wrunlock(rw);
    if (!uv_rwlock_trywrlock(rw))
        uv_rwlock_wrunlock(rw);
}

void on_semaphore(uv_sem_t *sem, uv_barrier_t *barrier) {
    uv_sem_wait(sem); // want lock-in-handler "uv_sem_wait"
    uv_sem_post(sem);
    if (!uv_sem_trywait(sem))
        uv_sem_post(sem);
    uv_barrier_wait(barrier); // want lock-in-handler "uv_barrier_wait"
}

void on_priority(uv_pid_t other) {
    uv_os_setpriority(0, 5);               // want sched-in-handler "uv_os_setpriority"
    uv_os_setpriority(uv_os_getpid(), 5);  // want sched-in-handler "uv_os_setpriority"
    uv_os_setpriority(other, 5);           // want sched-in-handler "may"
    uv_os_setpriority(4711, 5);
}

static void body(void *arg) {
    uv_mutex_lock(arg); // the other thread's business
    uv_mutex_unlock(arg);
}

static void work(uv_work_t *request) {
    uv_mutex_lock(request->data); // the pool's
    uv_mutex_unlock(request->data);
}

static void once(void) {
    uv_mutex_lock(&mutex); // want lock-in-handler "uv_mutex_lock in once"
    uv_mutex_unlock(&mutex);
}

static void visit(uv_handle_t *handle, void *arg) {
    uv_mutex_lock(arg); // want lock-in-handler "uv_mutex_lock in visit"
    uv_mutex_unlock(arg);
    (void)handle;
}

void on_work(uv_loop_t *loop, uv_work_t *request, uv_once_t *guard, uv_thread_t *thread) {
    uv_thread_create(thread, body, &mutex); // want thread-spawn-in-handler "uv_thread_create"
    uv_queue_work(loop, request, work, NULL);
    uv_once(guard, once);
    uv_walk(loop, visit, &mutex);
}
