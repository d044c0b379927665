// The low level of libfuse 3, a character device (CUSE), and a session with a transport of its own.
#include <pthread.h>
#include <stddef.h>
#include <sys/uio.h>
#include <unistd.h>

#define FUSE_USE_VERSION 35
#include <fuse3/cuse_lowlevel.h>
#include <fuse3/fuse_lowlevel.h>

static pthread_rwlock_t inodes = PTHREAD_RWLOCK_INITIALIZER;

static void find(fuse_ino_t inode) {
    (void)inode;
    pthread_rwlock_rdlock(&inodes); // want lock-in-handler "handler show_lookup"
    pthread_rwlock_unlock(&inodes);
}

static void interrupted(fuse_req_t request, void *data) { // want-handler "fuse.interrupt"
    (void)data;
    fuse_reply_err(request, 4);
}

static void show_lookup(fuse_req_t request, fuse_ino_t parent, const char *name) { // want-handler "fuse.lowlevel"
    (void)name;
    fuse_req_interrupt_func(request, interrupted, NULL);
    find(parent);
    fuse_reply_err(request, 2);
}

static void show_destroy(void *userdata) {
    (void)userdata;
    pthread_rwlock_wrlock(&inodes);
    pthread_rwlock_unlock(&inodes);
}

static void device_open(fuse_req_t request, struct fuse_file_info *info) { // want-handler "fuse.cuse"
    fuse_reply_open(request, info);
}

static ssize_t wire_read(int fd, void *buffer, size_t size, void *userdata) { // want-handler "fuse.io"
    (void)userdata;
    return read(fd, buffer, size);
}

static ssize_t wire_write(int fd, struct iovec *parts, int count, void *userdata) { // want-handler "fuse.io"
    (void)userdata;
    return writev(fd, parts, count);
}

// Called by fuse_opt_parse, before anything is served.
static int option(void *data, const char *argument, int key, struct fuse_args *out) {
    (void)data, (void)argument, (void)key, (void)out;
    pthread_rwlock_wrlock(&inodes);
    return pthread_rwlock_unlock(&inodes);
}

int main(int argc, char *argv[]) {
    struct fuse_args args = FUSE_ARGS_INIT(argc, argv);
    const struct fuse_lowlevel_ops operations = {.lookup = show_lookup, .destroy = show_destroy};
    const struct cuse_lowlevel_ops device = {.open = device_open};
    const struct fuse_custom_io wire = {.read = wire_read, .writev = wire_write};
    struct cuse_info info = {0};
    fuse_opt_parse(&args, NULL, NULL, option);
    struct fuse_session *session = fuse_session_new(&args, &operations, sizeof operations, NULL);
    fuse_session_custom_io(session, &wire, 3);
    fuse_session_loop(session);
    return cuse_lowlevel_main(argc, argv, &info, &device, NULL);
}
