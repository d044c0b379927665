/* file.c: facts as whole files. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts/format.h"

static void io_error(GError **error, const char *doing, const char *path, int number) {
    g_set_error(error, PL_FACTS_ERROR, PL_FACTS_IO, "cannot %s %s: %s", doing, path, g_strerror(number));
}

/* 0 or errno. */
static int write_all(int fd, const uint8_t *bytes, size_t size) {
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes += n;
        size -= (size_t)n;
    }
    return 0;
}

/* Next to the target, then renamed. A symbolic link stays: its target is replaced. */
static int replace_file(const char *path, const uint8_t *bytes, size_t size) {
    char *real = realpath(path, NULL); /* NULL when it does not exist yet */
    const char *target = real ? real : path;
    char *temporary = g_strconcat(target, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0666);
    int failed = fd < 0 ? errno : write_all(fd, bytes, size);
    if (fd >= 0) {
        if (close(fd) != 0 && !failed) failed = errno;
        if (!failed && rename(temporary, target) != 0) failed = errno;
        if (failed) unlink(temporary);
    }
    g_free(temporary);
    free(real);
    return failed;
}

/* Pipes and devices (/dev/stdout, /dev/null) cannot be replaced, and must not be. */
static int write_into(const char *path, const uint8_t *bytes, size_t size) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    int failed = write_all(fd, bytes, size);
    if (close(fd) != 0 && !failed) failed = errno;
    return failed;
}

bool pl_facts_save(const pl_facts *facts, const char *path, GError **error) {
    GByteArray *bytes = g_byte_array_new();
    pl_facts_write(facts, bytes);
    struct stat there;
    int failed;
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode))
        failed = EISDIR;
    else if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        failed = write_into(path, bytes->data, bytes->len);
    else
        failed = replace_file(path, bytes->data, bytes->len);
    g_byte_array_free(bytes, TRUE);
    if (failed) io_error(error, "write", path, failed);
    return !failed;
}

/* 0 or errno. In one piece when the size is known, else (pipes) as it comes. */
static int read_all(int fd, GByteArray *bytes) {
    struct stat status;
    if (fstat(fd, &status) != 0) return errno;
    if (S_ISDIR(status.st_mode)) return EISDIR;
    if (status.st_size > (off_t)INT32_MAX) return EFBIG;
    guint room = S_ISREG(status.st_mode) ? (guint)status.st_size + 1 : 64 * 1024;
    for (guint used = 0;;) {
        if (room > (guint)INT32_MAX) return EFBIG;
        g_byte_array_set_size(bytes, room);
        ssize_t n = read(fd, bytes->data + used, room - used);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        used += (guint)n;
        if (n == 0) {
            g_byte_array_set_size(bytes, used);
            return 0;
        }
        if (used == room) room *= 2;
    }
}

pl_facts *pl_facts_load(const char *path, GError **error) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int failed = fd < 0 ? errno : 0;
    GByteArray *bytes = g_byte_array_new();
    if (!failed) failed = read_all(fd, bytes);
    if (fd >= 0) close(fd);
    pl_facts *facts = NULL;
    if (failed)
        io_error(error, "read", path, failed);
    else
        facts = pl_facts_read(bytes->data, bytes->len, path, error);
    g_byte_array_free(bytes, TRUE);
    return facts;
}
