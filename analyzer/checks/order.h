/* order.h: functions in the order in which what they do can be summed up. */
#ifndef PINLINT_ORDER_H
#define PINLINT_ORDER_H

#include "program/program.h"

/* Post-order over direct calls, so that callees come before their callers; the caller frees it. */
uint32_t *pl_bottom_up(const pl_program *program);

#endif
