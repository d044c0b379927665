// Qt on its real headers: mutexes, lockers, semaphores, threads.
#include <QtCore/QMutex>
#include <QtCore/QReadWriteLock>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QWaitCondition>
#include <QtConcurrent/QtConcurrentRun>

static QMutex mutex;
static QRecursiveMutex recursive;
static QReadWriteLock rw;
static int value;

void on_mutex() {
    mutex.lock(); // want lock-in-handler:warning "Q(Basic)?Mutex::lock"
    mutex.unlock();
    if (mutex.tryLock())
        mutex.unlock();
    recursive.lock(); // want lock-in-handler "QRecursiveMutex::lock"
    recursive.unlock();
}

void on_locker() {
    QMutexLocker locker(&mutex); // want lock-in-handler "QMutexLocker::QMutexLocker"
    value++;
    locker.unlock();
    locker.relock(); // want lock-in-handler "QMutexLocker::relock"
}

static int guarded() {
    QMutexLocker locker(&mutex); // want lock-in-handler "in guarded"
    return value;
}

void on_call() {
    value = guarded();
}

void on_rw() {
    rw.lockForRead(); // want lock-in-handler "QReadWriteLock::lockForRead"
    rw.unlock();
    if (rw.tryLockForWrite())
        rw.unlock();
    QReadLocker reader(&rw);  // want lock-in-handler "QReadLocker::QReadLocker"
    QWriteLocker writer(&rw); // want lock-in-handler "QWriteLocker::QWriteLocker"
}

void on_semaphore(QSemaphore &slots_, QWaitCondition &filled) {
    slots_.acquire(); // want lock-in-handler "QSemaphore::acquire"
    slots_.release();
    if (slots_.tryAcquire())
        slots_.release();
    filled.wait(&mutex); // want lock-in-handler "QWaitCondition::wait"
}

static void work() {
    mutex.lock(); // the other thread's business
    mutex.unlock();
}

void on_thread(QThreadPool *pool) {
    QThread *thread = QThread::create(work); // want thread-spawn-in-handler "QThread::create"
    thread->start();                         // want thread-spawn-in-handler "QThread::start"
    pool->start(work);
    (void)QtConcurrent::run(work);
}

void on_priority(QThread *other) {
    QThread::currentThread()->setPriority(QThread::LowPriority); // want sched-in-handler "QThread::setPriority"
    other->setPriority(QThread::LowPriority);
}
