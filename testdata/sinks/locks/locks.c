// Every blocking lock of POSIX and Linux, and next to each the form that does not block.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/file.h>

#define EXCLUSIVE (LOCK_EX)
#define EXCLUSIVE_OR_FAIL (LOCK_EX | LOCK_NB)

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static sem_t slots;

void on_mutex(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    pthread_mutex_unlock(&mutex);
}

int on_mutex_try(void) {
    if (pthread_mutex_trylock(&mutex))
        return -1;
    pthread_mutex_unlock(&mutex);
    return 0;
}

void on_rwlock(void) {
    pthread_rwlock_rdlock(&rwlock); // want lock-in-handler "pthread_rwlock_rdlock"
    pthread_rwlock_unlock(&rwlock);
    pthread_rwlock_wrlock(&rwlock); // want lock-in-handler "pthread_rwlock_wrlock"
    pthread_rwlock_unlock(&rwlock);
    if (!pthread_rwlock_tryrdlock(&rwlock))
        pthread_rwlock_unlock(&rwlock);
}

void on_spin(void) {
    pthread_spin_lock(&spin); // want lock-in-handler "pthread_spin_lock"
    pthread_spin_unlock(&spin);
    if (!pthread_spin_trylock(&spin))
        pthread_spin_unlock(&spin);
}

void on_semaphore(void) {
    sem_wait(&slots); // want lock-in-handler "sem_wait"
    sem_post(&slots);
    if (!sem_trywait(&slots))
        sem_post(&slots);
}

void on_flock(int fd) {
    flock(fd, LOCK_EX);   // want lock-in-handler "flock"
    flock(fd, LOCK_UN);
    flock(fd, EXCLUSIVE); // want lock-in-handler "flock"
    flock(fd, LOCK_UN);
}

int on_flock_nonblocking(int fd) {
    return flock(fd, LOCK_EX | LOCK_NB) || flock(fd, EXCLUSIVE_OR_FAIL);
}

int on_record_lock(int fd) {
    struct flock range = {.l_type = F_WRLCK};
    if (fcntl(fd, F_SETLKW, &range)) // want lock-in-handler "fcntl"
        return -1;
    range.l_type = F_UNLCK;
    return fcntl(fd, F_SETLK, &range);
}

int on_flags(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}
