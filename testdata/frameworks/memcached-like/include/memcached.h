// Declarations of memcached, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
#include <sys/types.h>
typedef struct conn conn;
struct conn {
    int sfd;
    int (*try_read_command)(conn *c);
    ssize_t (*read)(conn *c, void *buf, size_t count);
    ssize_t (*write)(conn *c, void *buf, size_t count);
};
void memcached_thread_init(int nthreads, void *arg);
