/* pprof.h: samples as a message of pprof's profile.proto: https://github.com/google/pprof/blob/main/proto/profile.proto
 */
#ifndef PINWORKER_PROFILE_PPROF_H
#define PINWORKER_PROFILE_PPROF_H

#include "sampler.h"
#include "wire.h"

typedef struct pw_pprof_facts {
    int64_t began;    /* ns since 1970 */
    int64_t duration; /* ns */
    int64_t period;   /* ns of CPU time */
    uint64_t lost;
} pw_pprof_facts;

/* -ENOMEM, or what kept /proc from being read. */
int pw_pprof_encode(const pw_buffer *buffer, const pw_pprof_facts *facts, pw_wire *profile);

#endif
