/* file.c: see file.h. */
#include "support/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int write_all(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EAGAIN) { /* someone made our standard output non-blocking */
            struct pollfd ready = {fd, POLLOUT, 0};
            if (poll(&ready, 1, -1) < 0 && errno != EINTR) return errno;
            continue;
        }
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes += n;
        size -= (size_t)n;
    }
    return 0;
}

/* A closed pipe or a limit on file sizes shall be an error like any other, whatever the program does about the signals
 * that go with them. */
static int write_quietly(int fd, const char *bytes, size_t size) {
    sigset_t ours, before, pending;
    sigemptyset(&ours);
    sigaddset(&ours, SIGPIPE);
    sigaddset(&ours, SIGXFSZ);
    sigpending(&pending);
    bool was_pending = sigismember(&pending, SIGPIPE) == 1 || sigismember(&pending, SIGXFSZ) == 1;
    pthread_sigmask(SIG_BLOCK, &ours, &before);
    int error = write_all(fd, bytes, size);
    if ((error == EPIPE || error == EFBIG) && !was_pending) {
        struct timespec at_once = {0, 0};
        while (sigtimedwait(&ours, NULL, &at_once) < 0 && errno == EINTR) continue;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

/* The descriptor that a name stands for, or -1. Opening /dev/stdout anew would start at the beginning of the file that
 * the shell redirected to, and fails for sockets. */
static int standing_for(const char *path) {
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0) return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0) return STDERR_FILENO;
    const char *number = g_str_has_prefix(path, "/dev/fd/")         ? path + strlen("/dev/fd/")
                         : g_str_has_prefix(path, "/proc/self/fd/") ? path + strlen("/proc/self/fd/")
                                                                    : NULL;
    guint64 fd;
    if (!number || !g_ascii_string_to_unsigned(number, 10, 0, G_MAXINT, &fd, NULL)) return -1;
    return (int)fd;
}

static int write_device(const char *path, const char *bytes, size_t size) {
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return errno;
    int error = write_quietly(fd, bytes, size);
    if (close(fd) < 0 && !error) error = errno;
    return error;
}

/* A new file beside `path`. Its name is the caller's; returns the descriptor, or -1 and errno. */
static int open_beside(const char *path, char **name) {
    char *directory = g_path_get_dirname(path), *base = g_path_get_basename(path);
    int fd = -1;
    /* A long name must not become too long only because something is added to it. */
    if (strlen(base) > 200) base[200] = '\0';
    for (int attempt = 0; attempt < 100; attempt++) {
        char *file = g_strdup_printf(".%s.%08x.tmp", base, g_random_int());
        *name = g_build_filename(directory, file, NULL);
        g_free(file);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) break;
        g_free(*name);
        *name = NULL;
        errno = EEXIST;
    }
    int error = errno;
    g_free(directory);
    g_free(base);
    errno = error;
    return fd;
}

/* Everything but the name is settled before anybody can see the file. */
static int complete(int fd, mode_t mode, const char *bytes, size_t size) {
    int error = write_quietly(fd, bytes, size);
    if (!error && mode && fchmod(fd, mode & 0777) < 0) error = errno;
    /* Some file systems say only now that there was no room. Others cannot sync, which is no harm. */
    if (!error && fsync(fd) < 0 && errno != EINVAL && errno != ENOTSUP) error = errno;
    if (close(fd) < 0 && !error) error = errno;
    return error;
}

/* `mode`: of the file that is replaced; 0: there is none, so umask decides. */
static int replace(const char *path, mode_t mode, const char *bytes, size_t size) {
    char *name = NULL;
    int fd = open_beside(path, &name);
    int error = fd >= 0 ? complete(fd, mode, bytes, size) : errno;
    if (!error && rename(name, path) < 0) error = errno;
    if (error && fd >= 0) unlink(name);
    g_free(name);
    return error;
}

int pl_file_write(const char *path, const void *bytes, size_t size) {
    int fd = standing_for(path);
    struct stat st;
    if (fd >= 0) {
        if (fd == STDOUT_FILENO) fflush(stdout);
        return write_quietly(fd, bytes, size);
    }
    if (stat(path, &st) < 0) return errno == ENOENT && *path ? replace(path, 0, bytes, size) : errno;
    if (S_ISDIR(st.st_mode)) return EISDIR;
    if (!S_ISREG(st.st_mode)) return write_device(path, bytes, size);
    char *target = realpath(path, NULL); /* a link stays a link */
    int error = target ? replace(target, st.st_mode, bytes, size) : errno;
    free(target);
    return error;
}

/* In one piece when the size is known, else (pipes, /proc) as it comes. A file may grow while it is read. */
static int read_all(int fd, size_t expected, size_t most, GByteArray *bytes) {
    size_t room = expected > 0 ? expected + 1 : 16384;
    for (size_t used = 0;;) {
        g_byte_array_set_size(bytes, (guint)MIN(room, most + 1));
        ssize_t n = read(fd, bytes->data + used, bytes->len - used);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        used += (size_t)n;
        if (used > most) return EFBIG;
        if (n == 0) {
            g_byte_array_set_size(bytes, (guint)used);
            return 0;
        }
        if (used == room) room *= 2;
    }
}

int pl_file_read(const char *path, size_t most, pl_file_kinds kinds, GByteArray *bytes) {
    bool pipes = kinds == PL_FILE_ANY;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (pipes ? 0 : O_NONBLOCK));
    if (fd < 0) return errno;
    struct stat st;
    int error;
    if (fstat(fd, &st) < 0)
        error = errno;
    else if (pipes && S_ISDIR(st.st_mode))
        error = EISDIR;
    else if (!pipes && !S_ISREG(st.st_mode))
        error = PL_FILE_NOT_REGULAR;
    else if (S_ISREG(st.st_mode) && (size_t)st.st_size > most)
        error = EFBIG;
    else
        error = read_all(fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 0, most, bytes);
    close(fd);
    return error;
}
