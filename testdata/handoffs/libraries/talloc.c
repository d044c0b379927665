// talloc on its real header: a destructor runs when the memory goes, not now.
#include <stdbool.h>
#include <stdint.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <sys/types.h>
#include <talloc.h>
#include <pthread.h>

struct session {
    int id;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int gone(struct session *session) {
    pthread_mutex_lock(&mutex); // when it is freed
    pthread_mutex_unlock(&mutex);
    return session->id < 0;
}

static void report(const void *ptr, int depth, int max_depth, int is_ref, void *private_data) {
    pthread_mutex_lock(private_data); // want lock-in-handler "pthread_mutex_lock in report"
    pthread_mutex_unlock(private_data);
    (void)ptr, (void)depth, (void)max_depth, (void)is_ref;
}

void on_open(void *context) {
    struct session *session = talloc(context, struct session);
    talloc_set_destructor(session, gone);
    talloc_report_depth_cb(context, 0, -1, report, &mutex);
}
