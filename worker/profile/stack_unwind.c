#define UNW_LOCAL_ONLY
#include <libunwind.h>
#include <stdbool.h>

#include "stack.h"

/* By the unwind tables that every compiled function has, frame pointer or not. libunwind blocks signals around its
 * locks, so that a handler never finds one held by the thread that it interrupts. */
static size_t walk(unw_cursor_t *cursor, uintptr_t *address, size_t most) {
    size_t count = 0;
    bool called = false; /* the address is where a call returns to */
    do {
        unw_word_t ip;
        if (count == most || unw_get_reg(cursor, UNW_REG_IP, &ip) != 0 || ip == 0) break;
        address[count++] = (uintptr_t)ip - called;
        called = unw_is_signal_frame(cursor) <= 0; /* what a signal interrupts was not calling */
    } while (unw_step(cursor) > 0);
    return count;
}

size_t pw_stack_capture(void *context, uintptr_t *address, size_t most) {
    unw_cursor_t cursor;
    if (unw_init_local2(&cursor, context, UNW_INIT_SIGNAL_FRAME) != 0) return 0;
    return walk(&cursor, address, most);
}

void pw_stack_prepare(void) {
    unw_context_t context;
    unw_cursor_t cursor;
    uintptr_t address[16];
    if (unw_getcontext(&context) == 0 && unw_init_local(&cursor, &context) == 0) walk(&cursor, address, 16);
}
