/* target.h: which target triples, CPUs and standards libclang understands. It gives up on a whole unit where it does
 * not know one of these, so what it may not know is left out: the unit is then parsed for a plainer machine. Pure
 * functions; `major` is libclang's version.
 */
#ifndef PINLINT_TARGET_H
#define PINLINT_TARGET_H

#include <stdbool.h>

#include "extract/language.h"

typedef enum {
    PL_ARCH_UNKNOWN,
    PL_ARCH_X86,
    PL_ARCH_ARM,
    PL_ARCH_AARCH64,
    PL_ARCH_RISCV,
    PL_ARCH_POWERPC,
    PL_ARCH_MIPS,
    PL_ARCH_S390X,
    PL_ARCH_OTHER, /* libclang knows it, pinlint none of its options */
} pl_arch;

/* Of a triple ("aarch64-linux-gnu"); PL_ARCH_UNKNOWN when it is none, or not one that libclang can parse for. */
pl_arch pl_arch_of_triple(const char *triple, unsigned major);
pl_arch pl_arch_host(void);

/* What libclang is told for an option that begins with -m (or is -EL, -EB): a string to free, or NULL: nothing. */
char *pl_machine_option(pl_arch arch, const char *option, unsigned major);

bool pl_is_32_bit_cpu(const char *option); /* "-march=i686": wrong in a 64-bit unit */

/* "gnu2x" as libclang of that version spells it, to be freed; NULL: unknown, or not a standard of the language. */
char *pl_standard(const char *name, pl_language language, unsigned major);

#endif
