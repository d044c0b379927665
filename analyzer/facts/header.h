/* header.h: the first bytes of a facts file: magic, version (4 bytes, little endian), length of the payload and XXH3-64
 * of the payload (8 bytes each). These stay the same in every version. Shared by write.c and read.c; no ownership, no
 * errors.
 */
#ifndef PINLINT_FACTS_HEADER_H
#define PINLINT_FACTS_HEADER_H

/* As in PNG: not text, and damaged by whatever translates line ends. */
#define PL_FACTS_MAGIC "\x89PLF\r\n\x1a\n"
enum {
    PL_HEADER_MAGIC = 0,
    PL_HEADER_VERSION = 8,
    PL_HEADER_LENGTH = 12,
    PL_HEADER_CHECKSUM = 20,
    PL_HEADER_SIZE = 28,
};

#endif
