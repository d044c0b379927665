/* Jobs that fail, a breaker that gives up on their worker, and a supervisor that starts it anew.
 *
 * A parser of other people's input: some inputs make it panic, some make it crash. Neither ends the process.
 *   - A panic ends the job, and its caller gets -EREMOTEIO and the message. The state is as the job left it, and the
 *     worker goes on.
 *   - A crash (a contained SIGSEGV) ends the job with -EFAULT. Nobody knows what it left of the state, so the worker
 *     cleans up and starts again with a new thread and a new state.
 *   - More failures than the breaker allows: the same, as whatever is wrong may be in the state.
 * Callers meanwhile get -EOWNERDEAD at once. They can try again, and this one does, until its deadline. */
#include <errno.h>
#include <inttypes.h>
#include <time.h>

#include "example.h"

enum { PANICS = 42, CRASHES = 13, MS = 1000 * 1000 };

/* ---- the owner's side ---- */

typedef struct parser {
    unsigned parsed;
} parser;

static _Atomic int generation;

static int make_parser(void *config, unsigned index, void **state) {
    (void)config, (void)index;
    *state = calloc(1, sizeof(parser));
    printf("  [parser %d starts]\n", ++generation);
    return *state ? 0 : -ENOMEM;
}

static int parse(void *state, void *data) {
    static volatile int *volatile nowhere = (volatile int *)16;
    parser *own = state;
    int input = *(const int *)data;
    if (input == PANICS) pinworker_panic("input %d: bracket %u is never closed", input, own->parsed);
    if (input == CRASHES) *nowhere = input;
    own->parsed++;
    return input * 2;
}

/* ---- the program's side ---- */

static pinworker *worker;

/* Tries again while the worker is being restarted, but no longer than a request may take. */
static int ask(int input, char *message, size_t size) {
    static const struct timespec pause = {.tv_nsec = 2 * MS};
    pinworker_until until = {.deadline = pinworker_in(INT64_C(5000) * MS)};
    for (;;) {
        pinworker_job job = {
            .fn = parse, .data = &input, .size = sizeof input, .message = message, .message_size = size};
        int result = pinworker_call(worker, &job, &until);
        if (result != -EOWNERDEAD) return result;
        nanosleep(&pause, NULL);
    }
}

static void show(int input, int expected) {
    char message[128];
    int result = ask(input, message, sizeof message);
    if (result < 0)
        printf("%d: %s (%s)\n", input, strerror(-result), message);
    else
        printf("%d: %d\n", input, result);
    if (result != expected) need(-EILSEQ, "not the result that was expected");
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.init = make_parser;
    options.cleanup = free;
    options.name = "parser";
    options.contain_faults = 1;
    options.breaker_limit = 3; /* within breaker_window, a minute if nothing is said */
    options.backoff_min = 5 * MS;
    options.backoff_max = 100 * MS;
    options.max_restarts = 10; /* in a row; then callers get -ENOTRECOVERABLE, and somebody should look */
    need(pinworker_start(&options, NULL, &worker), "start");

    show(1, 2);
    show(PANICS, -EREMOTEIO);
    show(2, 4); /* the same parser goes on */
    show(CRASHES, -EFAULT);
    show(3, 6); /* a new one */
    for (int i = 0; i < 4; i++) show(PANICS, -EREMOTEIO);
    show(4, 8); /* a third one: that was one more than the breaker allows */

    pinworker_stats stats;
    pinworker_stats_get(worker, &stats);
    printf("%" PRIu64 " parsed, %" PRIu64 " panics, %" PRIu64 " crashes, breaker tripped %" PRIu64 " times, %" PRIu64
           " restarts, still here\n",
           stats.completed, stats.panics, stats.faults, stats.breaker_trips, stats.restarts);
    if (stats.restarts != 2 || stats.breaker_trips != 1) need(-EILSEQ, "restarts");
    need(pinworker_close(worker, NULL, 0, NULL), "close");
    need(pinworker_free(worker), "free");
    return 0;
}
