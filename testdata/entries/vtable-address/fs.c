// The address of a record of operations is handed to a library: what its fields hold are handlers.
#define _GNU_SOURCE
#include <sched.h>
#include <stddef.h>

struct fs_operations {
    int (*open)(const char *path);
    int (*read)(char *buffer, size_t size);
};
void *fs_session_new(const char *mount, const struct fs_operations *ops, size_t size);

static int open_file(const char *path) { // want-handler "fs.op"
    unshare(CLONE_FS); // want thread-state-in-handler "unshare"
    return path[0];
}

static int read_file(char *buffer, size_t size) { // want-handler "fs.op"
    return size ? buffer[0] : 0;
}

static int unused_read(char *buffer, size_t size) {
    unshare(CLONE_FILES);
    return size ? buffer[0] : 0;
}

static const struct fs_operations ops = {.open = open_file, .read = read_file};
const struct fs_operations never_mounted = {.read = unused_read};

int main(void) {
    return fs_session_new("/mnt", &ops, sizeof ops) != NULL;
}
