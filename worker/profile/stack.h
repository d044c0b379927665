/* stack.h: the functions that an interrupted thread is in. */
#ifndef PINWORKER_PROFILE_STACK_H
#define PINWORKER_PROFILE_STACK_H

#include <stddef.h>
#include <stdint.h>

/* In a signal handler: `context` is its third argument. Innermost first; callers by the address of their call, or one
 * inside of it, not of what comes after. Writes at most `most`, and gives how many. */
size_t pw_stack_capture(void *context, uintptr_t *address, size_t most);

/* Outside of one, once, so that whatever the first time needs (memory, locks of the loader) is not needed there. */
void pw_stack_prepare(void);

#endif
