#include "sampler.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "pinworker.h"
#include "stack.h"

/* The only state outside of a profile: a signal's handler belongs to the process. */
static struct {
    _Atomic int owner; /* the process that samples: a forked child has this memory, but no timers; 0: none */
    _Atomic(pw_buffer *) buffer;
    _Atomic unsigned inside; /* handlers that may be using it */
    unsigned lost;           /* of these, those that will not come back */
} sampler;

/* ---- the buffer ---- */

int pw_buffer_init(pw_buffer *buffer, size_t size) {
    size &= ~(size_t)7;
    void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED) return -ENOMEM;
    *buffer = (pw_buffer){.bytes = bytes, .size = size};
    return 0;
}

void pw_buffer_destroy(pw_buffer *buffer) {
    if (buffer->bytes) munmap(buffer->bytes, buffer->size);
    buffer->bytes = NULL;
}

static pw_sample *reserve(pw_buffer *buffer, size_t size) {
    size_t used = atomic_load_explicit(&buffer->used, memory_order_relaxed);
    do {
        if (size > buffer->size - used) return NULL;
    } while (!atomic_compare_exchange_weak(&buffer->used, &used, used + size));
    pw_sample *sample = (pw_sample *)(void *)(buffer->bytes + used);
    atomic_store(&sample->state, (uint64_t)size << 1);
    return sample;
}

size_t pw_sample_size(const pw_sample *sample) {
    return (size_t)(atomic_load_explicit(&sample->state, memory_order_relaxed) >> 1);
}

const pw_sample *pw_buffer_next(const pw_buffer *buffer, const pw_sample *previous) {
    size_t at = previous ? (size_t)((const unsigned char *)previous - buffer->bytes) + pw_sample_size(previous) : 0;
    while (buffer->size - at >= sizeof(pw_sample)) {
        const pw_sample *sample = (const pw_sample *)(const void *)(buffer->bytes + at);
        uint64_t state = atomic_load_explicit(&sample->state, memory_order_acquire);
        if (state == 0) return NULL;
        if (state & 1) return sample;
        at += (size_t)(state >> 1); /* somebody is just writing it */
    }
    return NULL;
}

/* ---- one sample: everything here runs in the handler ---- */

static size_t text_size(const pinworker_labels *labels) {
    size_t size = 0;
    for (size_t i = 0; i < labels->count; i++)
        size += strlen(labels->label[i].key) + strlen(labels->label[i].value) + 2;
    return size;
}

static char *add_text(char *at, const char *text) {
    size_t size = strlen(text) + 1;
    memcpy(at, text, size);
    return at + size;
}

static void add_labels(char *at, const pinworker_labels *labels) {
    for (size_t i = 0; i < labels->count; i++)
        at = add_text(add_text(at, labels->label[i].key), labels->label[i].value);
}

static void take(pw_buffer *buffer, uint64_t weight, void *context) {
    uintptr_t stack[PW_FRAMES];
    pinworker_labels labels;
    size_t frames = pw_stack_capture(context, stack, PW_FRAMES);
    labels.count = 0;
    const pinworker *worker = pinworker_self();
    if (worker) (void)pinworker_labels_get(worker, &labels); /* role and id are there even if it fails */
    size_t text = text_size(&labels);
    size_t size = (sizeof(pw_sample) + frames * sizeof *stack + text + 7) & ~(size_t)7;
    pw_sample *sample = reserve(buffer, size);
    if (!sample) {
        atomic_fetch_add(&buffer->lost, 1);
        return;
    }
    sample->weight = weight;
    prctl(PR_GET_NAME, sample->name);
    sample->frames = (uint32_t)frames;
    sample->text = (uint32_t)text;
    memcpy(sample->stack, stack, frames * sizeof *stack);
    add_labels((char *)(sample->stack + frames), &labels);
    atomic_fetch_add(&buffer->samples, 1);
    atomic_store_explicit(&sample->state, (uint64_t)size << 1 | 1, memory_order_release);
}

/* Who comes in says so before it looks for the buffer; who takes the buffer away does that before it looks who is in.
 * Signals that are not from the profiler's timers, or are from timers of the past, are nothing. */
static void handle(int signal, siginfo_t *info, void *context) {
    (void)signal;
    if (info->si_code != SI_TIMER || info->si_value.sival_ptr != pw_sampler_mark()) return;
    int saved = errno;
    atomic_fetch_add(&sampler.inside, 1);
    pw_buffer *buffer = atomic_load(&sampler.buffer);
    if (buffer && atomic_load(&sampler.owner) == getpid())
        take(buffer, 1 + (uint64_t)(info->si_overrun > 0 ? info->si_overrun : 0), context);
    atomic_fetch_sub(&sampler.inside, 1);
    errno = saved;
}

/* ---- the signal ---- */

void *pw_sampler_mark(void) { return &sampler; }

static int install(void) {
    struct sigaction now, ours;
    if (sigaction(SIGPROF, NULL, &now) != 0) return -errno;
    if (now.sa_flags & SA_SIGINFO) return now.sa_sigaction == handle ? 0 : -EBUSY;
    if (now.sa_handler != SIG_DFL && now.sa_handler != SIG_IGN) return -EBUSY;
    memset(&ours, 0, sizeof ours);
    ours.sa_sigaction = handle;
    /* Not SA_ONSTACK: the stacks that programs set aside for crashes are often smaller than what unwinding takes. */
    ours.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&ours.sa_mask);
    return sigaction(SIGPROF, &ours, NULL) == 0 ? 0 : -errno;
}

int pw_sampler_claim(pw_buffer *buffer) {
    int owner = atomic_load(&sampler.owner), self = getpid();
    if (owner == self || !atomic_compare_exchange_strong(&sampler.owner, &owner, self)) return -EBUSY;
    if (owner != 0) { /* what this process inherited when it was forked; its threads are not here */
        atomic_store(&sampler.buffer, NULL);
        atomic_store(&sampler.inside, 0);
        sampler.lost = 0;
    }
    int error = install();
    if (error == 0)
        atomic_store(&sampler.buffer, buffer);
    else
        atomic_store(&sampler.owner, 0);
    return error;
}

bool pw_sampler_release(void) {
    static const struct timespec moment = {.tv_nsec = 1000000};
    enum { MOMENTS = 5000 };
    atomic_store(&sampler.buffer, NULL);
    unsigned inside = atomic_load(&sampler.inside);
    for (int i = 0; i < MOMENTS && inside > sampler.lost; i++) {
        nanosleep(&moment, NULL);
        inside = atomic_load(&sampler.inside);
    }
    /* A job damaged its stack, following it was a fault, and the worker contained that: the handler was left. */
    bool all_left = inside <= sampler.lost;
    sampler.lost = inside;
    atomic_store(&sampler.owner, 0);
    return all_left;
}

void pw_sampler_forget(const pw_buffer *buffer) {
    if (atomic_load(&sampler.buffer) != buffer) return;
    atomic_store(&sampler.buffer, NULL);
    atomic_store(&sampler.inside, 0); /* those of the parent's threads */
    sampler.lost = 0;
    atomic_store(&sampler.owner, 0);
}
