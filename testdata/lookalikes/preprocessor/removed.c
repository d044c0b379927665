// Code that this build does not have is no code, as in GlusterFS, whose SET_FS_ID is only built on request.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/fsuid.h>
// want-none

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#ifdef WITH_SETFSID
#define SET_FS_ID(uid, gid) \
    do {                    \
        setfsuid(uid);      \
        setfsgid(gid);      \
    } while (0)
#else
#define SET_FS_ID(uid, gid)
#endif

int on_mkdir(unsigned uid, unsigned gid) { // want-handler "app.event"
    SET_FS_ID(uid, gid);
#if 0
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
#endif
#ifdef WITH_PINNING
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
#endif
    return uid == gid;
}
