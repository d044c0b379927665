// Forms that ask for a lock and do not wait for it, and tags that say so.
#include <fcntl.h>
#include <mutex>
#include <pthread.h>
#include <semaphore.h>
#include <shared_mutex>
#include <sys/file.h>
#include <unistd.h>
// want-none

static std::mutex mutex;
static std::shared_mutex shared;

int on_try(int fd, sem_t *sem, pthread_mutex_t *plain) { // want-handler "app.event"
    struct flock range = {};
    range.l_type = F_WRLCK;
    int busy = flock(fd, LOCK_EX | LOCK_NB);
    busy += fcntl(fd, F_SETLK, &range);
    busy += fcntl(fd, F_OFD_SETLK, &range);
    busy += lockf(fd, F_TLOCK, 0);
    busy += sem_trywait(sem);
    busy += pthread_mutex_trylock(plain);
    return busy;
}

void on_tags() { // want-handler "app.event"
    std::unique_lock<std::mutex> tried(mutex, std::try_to_lock);
    std::unique_lock<std::mutex> deferred(mutex, std::defer_lock);
    std::shared_lock<std::shared_mutex> reader(shared, std::try_to_lock);
    if (mutex.try_lock())
        std::lock_guard<std::mutex> adopted(mutex, std::adopt_lock);
}
