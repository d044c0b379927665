// Abseil's locks on its real headers: reported where the program names them, not in what the headers call.
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>

static absl::Mutex mutex;
static bool ready;

void on_mutex() {
    mutex.Lock(); // want lock-in-handler:warning "absl::Mutex::Lock"
    mutex.Unlock();
    if (mutex.TryLock())
        mutex.Unlock();
}

void on_reader() {
    mutex.ReaderLock(); // want lock-in-handler "absl::Mutex::ReaderLock"
    mutex.ReaderUnlock();
    mutex.WriterLock(); // want lock-in-handler "absl::Mutex::WriterLock"
    mutex.WriterUnlock();
}

void on_condition() {
    mutex.LockWhen(absl::Condition(&ready)); // want lock-in-handler "absl::Mutex::LockWhen"
    mutex.Await(absl::Condition(&ready));    // want lock-in-handler "absl::Mutex::Await"
    mutex.Unlock();
}

void on_guard() {
    absl::MutexLock lock(&mutex); // want lock-in-handler "absl::MutexLock::MutexLock"
    ready = true;
}

int on_guards() {
    absl::ReaderMutexLock reader(&mutex);   // want lock-in-handler "absl::ReaderMutexLock::ReaderMutexLock"
    absl::WriterMutexLock writer(&mutex);   // want lock-in-handler "absl::WriterMutexLock::WriterMutexLock"
    absl::ReleasableMutexLock maybe(&mutex); // want lock-in-handler "absl::ReleasableMutexLock"
    maybe.Release();
    return ready;
}

// The guard is gone when it returns: its callers are not reported.
static bool guarded() {
    absl::MutexLock lock(&mutex); // want lock-in-handler "in guarded"
    return ready;
}

void on_call() {
    ready = guarded();
}

void on_notification(absl::Notification &done) {
    done.Notify();
    done.WaitForNotification(); // want lock-in-handler "absl::Notification::WaitForNotification"
}

// A wrapper of the project.
static void enter() ABSL_NO_THREAD_SAFETY_ANALYSIS {
    mutex.Lock();
}

void on_wrapped() {
    enter(); // want lock-in-handler "enter \(wrapper of absl::Mutex::Lock\)"
    mutex.Unlock();
}
