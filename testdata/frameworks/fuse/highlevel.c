// A file system of libfuse 3: operations in a record that goes to the library by fuse_main and by fuse_fs_new.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fuse3/fuse.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "show_read \(FUSE\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "show_read \(FUSE\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static int show_getattr(const char *path, struct stat *st, // want-handler "fuse.highlevel"
                        struct fuse_file_info *info) {
    (void)info;
    memset(st, 0, sizeof *st);
    st->st_mode = path[1] ? S_IFREG | 0444 : S_IFDIR | 0755;
    return 0;
}

static int show_read(const char *path, char *buffer, size_t size, off_t offset, // want-handler "fuse.highlevel"
                     struct fuse_file_info *info) {
    (void)path, (void)offset, (void)info;
    serve();
    memset(buffer, 'x', size);
    return (int)size;
}

static int show_write(const char *path, const char *buffer, size_t size, off_t offset, // want-handler "fuse.highlevel"
                      struct fuse_file_info *info) {
    (void)path, (void)offset, (void)info;
    if (size) hand_over(buffer[0]);
    return (int)size;
}

// Once for each mount.
static void *show_init(struct fuse_conn_info *connection, struct fuse_config *config) {
    (void)connection;
    config->use_ino = 1;
    start_worker();
    return NULL;
}

static int stack_unlink(const char *path) { // want-handler "fuse.highlevel"
    (void)path;
    return -EROFS;
}

static const struct fuse_operations operations = {
    .getattr = show_getattr, .read = show_read, .write = show_write, .init = show_init};

struct fuse_fs *stacked(struct fuse_args *args, struct fuse_fs *next[]) {
    struct fuse_operations layer = {0};
    (void)args;
    layer.unlink = stack_unlink;
    return fuse_fs_new(&layer, sizeof layer, next[0]);
}

int main(int argc, char *argv[]) {
    return fuse_main(argc, argv, &operations, NULL);
}
