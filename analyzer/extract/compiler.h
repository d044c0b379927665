/* compiler.h: what the first words of a compile command say: launchers, the compiler, the target in its name.
 * Thread-safe.
 */
#ifndef PINLINT_COMPILER_H
#define PINLINT_COMPILER_H

#include <glib.h>
#include <stdbool.h>

/* "/usr/bin/aarch64-linux-gnu-g++-12": prefix "aarch64-linux-gnu", cxx. False when it is not the name of a compiler of
 * C or C++; then *prefix is NULL. `prefix` may be NULL; what it is set to is the caller's (g_free). */
bool pl_compiler_parse(const char *program, char **prefix, bool *cxx);

/* Drops what stands before the compiler: ccache, distcc, env A=B, libtool --mode=compile, cmake -E ... --, any unknown
 * program that is followed by a compiler. Puts "cc" in front when a launcher was the compiler (distcc -c a.c). `argv`:
 * char*, owned. */
void pl_compiler_drop_launchers(GPtrArray *argv);

#endif
