/* platform.h: does a name of a processor or a system fit a target triple? Pure functions, thread-safe. */
#ifndef PINLINT_PLATFORM_H
#define PINLINT_PLATFORM_H

#include <stdbool.h>

/* `platform` is a processor ("aarch64"), a system ("freebsd") or both ("x86_64-darwin"). Triples say the same in many
 * ways: "amd64-unknown-freebsd14", "x86_64-pc-linux-gnu". A name that is not known fits nothing. */
bool pl_platform_fits(const char *platform, const char *triple);

/* Are all parts of the name known? If not, *wrong is the first that is not; the caller frees it. */
bool pl_platform_known(const char *platform, char **wrong);

const char *const *pl_platform_names(void); /* processors, then systems; NULL-terminated */

#endif
