#include "gzip.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>
#include <zlib.h>

static int write_all(int fd, const unsigned char *bytes, size_t size) {
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno != EINTR) return -errno;
        if (written <= 0) continue;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

/* What is left in the stream's input, or all to its end. */
static int deflate_all(z_stream *stream, int fd, int flush) {
    unsigned char piece[16384];
    do {
        stream->next_out = piece;
        stream->avail_out = sizeof piece;
        deflate(stream, flush);
        int error = write_all(fd, piece, sizeof piece - stream->avail_out);
        if (error != 0) return error;
    } while (stream->avail_out == 0);
    return 0;
}

int pw_gzip_write(int fd, const unsigned char *bytes, size_t size) {
    enum { GZIP = 16 };
    z_stream stream = {0};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return -ENOMEM;
    int error = 0;
    while (error == 0 && size > 0) {
        uInt part = size < UINT_MAX ? (uInt)size : UINT_MAX;
        stream.next_in = (Bytef *)bytes;
        stream.avail_in = part;
        error = deflate_all(&stream, fd, Z_NO_FLUSH);
        bytes += part;
        size -= part;
    }
    if (error == 0) error = deflate_all(&stream, fd, Z_FINISH);
    deflateEnd(&stream);
    return error;
}
