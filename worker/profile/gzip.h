/* gzip.h: bytes to a file, compressed. */
#ifndef PINWORKER_PROFILE_GZIP_H
#define PINWORKER_PROFILE_GZIP_H

#include <stddef.h>

/* -ENOMEM, or the error of write(2). */
int pw_gzip_write(int fd, const unsigned char *bytes, size_t size);

#endif
