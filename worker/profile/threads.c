#include "threads.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid /* glibc has no name for it before 2.40 or so */
#endif

/* ---- one timer ---- */

/* The kernel's number for the CPU clock of a thread; what pthread_getcpuclockid gives, but for any thread. */
static clockid_t clock_of(int tid) { return (clockid_t)(~(unsigned)tid << 3 | 6); }

static bool set_timer(pw_thread *thread, int64_t period, void *mark) {
    struct sigevent event;
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = SIGPROF;
    event.sigev_value.sival_ptr = mark;
    event.sigev_notify_thread_id = thread->tid;
    if (timer_create(clock_of(thread->tid), &event, &thread->timer) != 0) return false;
    struct timespec every = {.tv_sec = period / 1000000000, .tv_nsec = period % 1000000000};
    struct itimerspec times = {.it_interval = every, .it_value = every};
    if (timer_settime(thread->timer, 0, &times, NULL) == 0) return true;
    int error = errno;
    timer_delete(thread->timer);
    errno = error;
    return false;
}

/* Why it could not be set: there is no such thread any more, which is none that is missed. */
static bool has_ended(int error) { return error == EINVAL || error == ESRCH; }

static void drop_timer(const pw_thread *thread) {
    if (thread->timed) timer_delete(thread->timer);
}

/* The number of a thread that is gone may be another's by now. A timer that counts nobody's time has none left. */
static bool still_counts(const pw_thread *thread) {
    struct itimerspec left;
    if (!thread->timed || timer_gettime(thread->timer, &left) != 0) return false;
    return left.it_value.tv_sec != 0 || left.it_value.tv_nsec != 0;
}

/* ---- all threads ---- */

static int by_tid(const void *a, const void *b) {
    int left = ((const pw_thread *)a)->tid, right = ((const pw_thread *)b)->tid;
    return (left > right) - (left < right);
}

static int append(pw_thread **list, size_t *count, size_t *room, int tid) {
    if (*count == *room) {
        size_t more = *room ? *room * 2 : 64;
        pw_thread *grown = realloc(*list, more * sizeof *grown);
        if (!grown) return -ENOMEM;
        *list = grown;
        *room = more;
    }
    (*list)[(*count)++] = (pw_thread){.tid = tid};
    return 0;
}

static int list_threads(int except, pw_thread **list, size_t *count) {
    DIR *tasks = opendir("/proc/self/task");
    if (!tasks) return -errno;
    size_t room = 0;
    int error = 0;
    *list = NULL;
    *count = 0;
    for (struct dirent *entry; error == 0 && (entry = readdir(tasks));) {
        int tid = (int)strtol(entry->d_name, NULL, 10);
        if (tid > 0 && tid != except) error = append(list, count, &room, tid);
    }
    closedir(tasks);
    if (error == 0 && *count > 0) qsort(*list, *count, sizeof **list, by_tid);
    if (error != 0) free(*list);
    return error;
}

int pw_threads_scan(pw_threads *threads, int except) {
    pw_thread *now = NULL;
    size_t count = 0, old = 0;
    int error = list_threads(except, &now, &count);
    if (error != 0) return error;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        pw_thread thread = now[i];
        while (old < threads->count && threads->thread[old].tid < thread.tid) drop_timer(&threads->thread[old++]);
        bool known = old < threads->count && threads->thread[old].tid == thread.tid;
        if (known && still_counts(&threads->thread[old])) {
            now[kept++] = threads->thread[old++];
            continue;
        }
        if (known) drop_timer(&threads->thread[old++]);
        thread.timed = set_timer(&thread, threads->period, threads->mark);
        if (thread.timed || !has_ended(errno)) now[kept++] = thread;
    }
    while (old < threads->count) drop_timer(&threads->thread[old++]);
    free(threads->thread);
    threads->thread = now;
    threads->count = kept;
    return 0;
}

size_t pw_threads_untimed(const pw_threads *threads) {
    size_t untimed = 0;
    for (size_t i = 0; i < threads->count; i++) untimed += !threads->thread[i].timed;
    return untimed;
}

void pw_threads_clear(pw_threads *threads) {
    for (size_t i = 0; i < threads->count; i++) drop_timer(&threads->thread[i]);
    free(threads->thread);
    threads->thread = NULL;
    threads->count = 0;
}
