/* sampler.h: takes samples in a signal handler, into memory that is there already. */
#ifndef PINWORKER_PROFILE_SAMPLER_H
#define PINWORKER_PROFILE_SAMPLER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PW_FRAMES = 128, PW_THREAD_NAME = 16 };

/* As it lies in the buffer. Everything from `name` on says what is sampled: where those bytes are the same, samples
 * are. */
typedef struct pw_sample {
    _Atomic uint64_t state; /* size in bytes << 1 | it is complete; 0: nothing here yet */
    uint64_t weight;        /* periods of CPU time */
    char name[PW_THREAD_NAME];
    uint32_t frames, text; /* of the stack; bytes of labels after it: key, 0, value, 0 */
    uintptr_t stack[];
} pw_sample;

/* Handlers only add; each takes its part with one instruction. */
typedef struct pw_buffer {
    unsigned char *bytes; /* a multiple of 8 */
    size_t size;
    _Atomic size_t used;
    _Atomic uint64_t samples, lost;
} pw_buffer;

int pw_buffer_init(pw_buffer *buffer, size_t size); /* -ENOMEM */
void pw_buffer_destroy(pw_buffer *buffer);

/* The next complete sample after `previous` (NULL: the first); NULL: there is none. */
const pw_sample *pw_buffer_next(const pw_buffer *buffer, const pw_sample *previous);
size_t pw_sample_size(const pw_sample *sample);

/* The signal, for one buffer at a time. -EBUSY: this process has one, or somebody else has the signal. */
int pw_sampler_claim(pw_buffer *buffer);

/* What the timers' signals carry, so that the handler knows them. */
void *pw_sampler_mark(void);

/* Samples into no buffer any more. The timers are gone, but their last signals may still come. false: a handler did not
 * come back; the buffer has to stay. */
bool pw_sampler_release(void);

/* In a forked child: it has no part in its parent's sampling. */
void pw_sampler_forget(const pw_buffer *buffer);

#endif
