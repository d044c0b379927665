/* options.h: what the program asked for, complete. */
#ifndef PINWORKER_OPTIONS_H
#define PINWORKER_OPTIONS_H

#include "pinworker.h"

/* Fills in the defaults. -EINVAL: no sense; config and done are read all the same, as far as the given struct has them.
 * NULL: all defaults. */
int pw_options_read(const pinworker_options *given, pinworker_options *options);

#endif
