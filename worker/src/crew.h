/* crew.h: what the workers of one start have in common: the program's config, and what they learn of the machine. */
#ifndef PINWORKER_CREW_H
#define PINWORKER_CREW_H

#include <stdatomic.h>

#include "pinworker.h"
#include "waiting.h"

/* The thread that starts them is a holder and a user as well, until the start has its result. */
typedef struct pw_crew {
    _Atomic unsigned holders; /* of this; every worker is one until it is freed */
    _Atomic unsigned users;   /* of config; every worker is one until its last owner ends */
    pinworker_done_fn done;
    void *config;
    int result; /* of the start; written while the one who starts is a user */
    pw_yielding yielding;
} pw_crew;

/* -ENOMEM */
int pw_crew_new(const pinworker_options *options, pw_crew **crew);
void pw_crew_free(pw_crew *crew); /* one holder less */

void pw_crew_use(pw_crew *crew);
void pw_crew_unuse(pw_crew *crew); /* the last user calls done */

#endif
