/* Background jobs, as small as a test needs. */
#include <pthread.h>

#define LOCK(m) bioLock(m)

static pthread_mutex_t bio_mutex;

static void bioLock(pthread_mutex_t *m) {
    pthread_mutex_lock(m);
}

void bioSubmitJob(int type, void *job) {
	if (job) {
		LOCK(&bio_mutex); /* one tab more than the line above */
	}
    pthread_mutex_lock(&bio_mutex);
    pthread_mutex_unlock(&bio_mutex);
}
