/* resource.h: which libclang this process uses. Thread-safe. */
#ifndef PINLINT_RESOURCE_H
#define PINLINT_RESOURCE_H

unsigned pl_clang_major(void); /* 19 */

#endif
