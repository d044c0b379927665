// FUSE 2: other members, and fuse_main is another macro.
#define FUSE_USE_VERSION 26
#include <fuse.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int old_getdir(const char *path, fuse_dirh_t handle, fuse_dirfil_t fill) { // want-handler "fuse.highlevel"
    (void)path;
    pthread_mutex_lock(&mutex); // want lock-in-handler "handler old_getdir"
    fill(handle, ".", 0, 0);
    return pthread_mutex_unlock(&mutex);
}

int main(int argc, char *argv[]) {
    static struct fuse_operations operations = {.getdir = old_getdir};
    return fuse_main(argc, argv, &operations, 0);
}
