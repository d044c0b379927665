#include "options.h"

#include <errno.h>
#include <string.h>

#include "breaker.h"

static const int64_t second = 1000000000;

static void set_defaults(pinworker_options *options) {
    if (!options->name) options->name = "pinworker";
    if (!options->role) options->role = "pinned-worker";
    if (options->queue == 0) options->queue = 1024;
    if (options->payload == 0) options->payload = 64;
    if (options->breaker_limit == 0) options->breaker_limit = 10;
    if (options->breaker_window == 0) options->breaker_window = 60 * second;
    if (options->backoff_min == 0) options->backoff_min = second / 100;
    if (options->backoff_max == 0) options->backoff_max = 10 * second;
    if (options->backoff_max < options->backoff_min) options->backoff_max = options->backoff_min;
    if (options->sample_every == 0) options->sample_every = 64;
}

static int check(const pinworker_options *options) {
    bool breaker_fits = options->breaker_limit <= PW_BREAKER_MOST || options->breaker_limit == UINT32_MAX;
    bool valid = options->queue <= 1048576 && options->payload <= UINT32_MAX / 2 && breaker_fits &&
                 options->breaker_window > 0 && options->backoff_min > 0 && options->wait <= PINWORKER_POLL &&
                 options->on_fault <= PINWORKER_FAULT_GO_ON && options->sample_every <= UINT32_C(1) << 31 &&
                 (options->sample_every & (options->sample_every - 1)) == 0;
    return valid ? 0 : -EINVAL;
}

/* The caller's struct may be that of an older or a newer header. A newer one's fields must be unused. */
int pw_options_read(const pinworker_options *given, pinworker_options *options) {
    static const pinworker_options none = PINWORKER_OPTIONS_INIT;
    memset(options, 0, sizeof *options);
    if (!given) given = &none;
    if (given->size < offsetof(pinworker_options, name)) return -EINVAL;
    memcpy(options, given, given->size < sizeof *options ? given->size : sizeof *options);
    for (size_t i = sizeof *options; i < given->size; i++) {
        if (((const char *)given)[i] != 0) return -EINVAL;
    }
    set_defaults(options);
    return check(options);
}
