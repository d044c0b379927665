/* header.h: the first bytes of a facts file: magic, version (4 bytes, little endian), length of the payload and XXH3-64
 * of the payload (8 bytes each). These stay the same in every version. Shared by write.c and read.c; no ownership, no
 * errors.
 */
#ifndef PINLINT_FACTS_HEADER_H
#define PINLINT_FACTS_HEADER_H

#include <stdint.h>

/* 0x89 "PLF\r\n\x1a\n" in little endian. As in PNG: not text, and damaged by whatever translates line ends. */
#define PL_FACTS_MAGIC UINT64_C(0x0a1a0a0d464c5089)
enum {
    PL_HEADER_MAGIC = 0,
    PL_HEADER_VERSION = 8,
    PL_HEADER_LENGTH = 12,
    PL_HEADER_CHECKSUM = 20,
    PL_HEADER_SIZE = 28,
};

#endif
