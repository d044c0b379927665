// macOS: F_SETLKW is 9. A thread policy is about placement or scheduling by its flavour. Declarations of our own.
int fcntl(int fd, int command, ...);
unsigned mach_thread_self(void);
int thread_policy_set(unsigned thread, int flavor, int *policy, unsigned count);
void os_unfair_lock_lock(void *lock);
void os_unfair_lock_unlock(void *lock);
_Bool os_unfair_lock_trylock(void *lock);

void on_wait(int fd, void *range) {
    fcntl(fd, 7, range);
    fcntl(fd, 9, range); // want lock-in-handler "fcntl\(F_SETLKW\)"
}

void on_policy(int *policy) {
    thread_policy_set(mach_thread_self(), 4, policy, 1); // want pin-in-handler "thread_policy_set"
    thread_policy_set(mach_thread_self(), 2, policy, 4); // want sched-in-handler "thread_policy_set"
}

void on_lock(void *lock) {
    os_unfair_lock_lock(lock); // want lock-in-handler "os_unfair_lock_lock"
    os_unfair_lock_unlock(lock);
    if (os_unfair_lock_trylock(lock))
        os_unfair_lock_unlock(lock);
}
