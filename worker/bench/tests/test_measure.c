/* A measurement that measures nonsense must not look like one: peers that lose jobs, run them twice, hang, die, or do
 * not start. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../measure.h"
#include "../report.h"

enum how { WELL, LOSES, DOUBLES, HANGS, DIES, STARTS_NOT, LEARNS };

typedef struct bad_peer {
    bench_owner *owner;
    int how;
    pthread_mutex_t lock;
    unsigned calls;
} bad_peer;

static void *start(const bench_peer *peer, const bench_setup *setup) {
    static bad_peer self = {.lock = PTHREAD_MUTEX_INITIALIZER};
    self.owner = setup->owners;
    self.how = peer->variant;
    return self.how == STARTS_NOT ? NULL : &self;
}

static void misbehave(bad_peer *self, bench_fn fn, void *data) {
    switch (self->how) {
    case LOSES: return;
    case DOUBLES: fn(self->owner, data); break;
    case HANGS: pause(); break;
    case DIES: abort();
    default: break;
    }
    fn(self->owner, data);
}

static void call(void *argument, unsigned client, bench_fn fn, void *data) {
    bad_peer *self = argument;
    pthread_mutex_lock(&self->lock);
    if (self->how == LEARNS && self->calls < 100) usleep(1000);
    if (++self->calls == 30)
        misbehave(self, fn, data);
    else
        fn(self->owner, data);
    pthread_mutex_unlock(&self->lock);
}

static void stop(void *self) {}

#define PEER(label, how) .name = (label), .variant = (how), .start = start, .call = call, .stop = stop

static const bench_peer peers[] = {{PEER("well", WELL)},       {PEER("loses", LOSES)},
                                   {PEER("doubles", DOUBLES)}, {PEER("hangs", HANGS)},
                                   {PEER("dies", DIES)},       {PEER("does not start", STARTS_NOT)},
                                   {PEER("learns", LEARNS)}};
static const bench_peer absent_program = {.name = "program", .program = "/no/such/program", .program_argument = ""};
static const bench_peer ours = {PEER("pinworker auto", WELL)};

const bench_peer *const bench_peers[] = {&peers[WELL], &ours, NULL};
const char *const bench_absent[] = {"something (some package)", NULL};

static int failures;

static void check(bool good, const char *what) {
    if (good) return;
    fprintf(stderr, "failed: %s\n", what);
    failures++;
}

static void measures(const bench_peer *peer, const bench_workload *workload, bench_status want) {
    const int64_t second = 1000000000;
    bench_run run = {peer, workload, bench_regimes, 0, 100, want == BENCH_HUNG ? second / 5 : 60 * second, NULL};
    bench_result result = bench_measure(&run);
    if (result.status != want)
        fprintf(stderr, "%s, %s: %s instead of %s\n", workload->name, peer->name, bench_status_name(result.status),
                bench_status_name(want));
    check(result.status == want, "status");
    check(result.status != BENCH_OK || result.ns > 0, "time of a good run");
}

static void statuses(void) {
    static const bench_status want[] = {
        [WELL] = BENCH_OK,    [LOSES] = BENCH_LOST,  [DOUBLES] = BENCH_LOST,
        [HANGS] = BENCH_HUNG, [DIES] = BENCH_FAILED, [STARTS_NOT] = BENCH_FAILED,
    };
    for (int how = WELL; how <= STARTS_NOT; how++) {
        measures(&peers[how], &bench_calls[0], want[how]);
        measures(&peers[how], &bench_calls[1], want[how]); /* four clients */
    }
    measures(&absent_program, &bench_calls[0], BENCH_FAILED);
}

static void calibration(void) {
    const int64_t long_enough = 100000000; /* that no single job takes it, however busy the machine is */
    bench_run run = {&peers[WELL], &bench_calls[1], bench_regimes, 0, 0, INT64_C(60000000000), NULL};
    bench_status status = BENCH_FAILED;
    uint64_t jobs = bench_calibrate(&run, long_enough, 1, &status);
    check(status == BENCH_OK && jobs > run.workload->unit && jobs % run.workload->unit == 0, "calibration");
    run.peer = &peers[LEARNS];
    /* The first hundred alone take as long. */
    check(bench_calibrate(&run, long_enough, 4, &status) > 1000, "calibration of what is slow at first");
    run.peer = &peers[DIES];
    /* It dies at its 30th call, which the growing number of jobs reaches. */
    check(bench_calibrate(&run, long_enough, 1, &status) == 0 && status == BENCH_FAILED, "calibration of what dies");
}

/* ---- the report, from figures that are known ---- */

static void add(bench_table *table, const bench_peer *peer, double ns, bench_status status) {
    bench_sample *sample = bench_table_add(table);
    if (!sample) exit(EXIT_FAILURE);
    sample->peer = peer;
    sample->workload = &bench_calls[1];
    sample->regime = bench_regimes;
    sample->status = status;
    for (unsigned round = 0; round < table->rounds; round++) sample->ns[round] = ns * (1 + round);
}

static char *report_of(double ns, bench_status status) {
    char *text = NULL;
    size_t size = 0;
    bench_table table = {.rounds = 3, .calm = 3};
    bench_conditions conditions = {.command = "test"};
    add(&table, &peers[WELL], 100, BENCH_OK);
    add(&table, &ours, ns, status);
    FILE *out = open_memstream(&text, &size);
    bench_report(out, &table, &conditions);
    bench_report_aims(out, &table);
    fclose(out);
    bench_table_free(&table);
    return text;
}

static void reports(double ns, bench_status status, const char *want) {
    char *text = report_of(ns, status);
    if (!strstr(text, want)) fprintf(stderr, "no \"%s\" in:\n%s\n", want, text);
    check(strstr(text, want) != NULL, "report");
    free(text);
}

static void report(void) {
    reports(50, BENCH_OK, "| well, ns a job | 200 [150 250] |");
    reports(50, BENCH_OK, "| pinworker auto | 0.50 [0.50 0.50] |");
    reports(50, BENCH_OK, "no slower than mutex+cond, anywhere: met 1 times, unclear 0, missed 0");
    reports(150, BENCH_OK, "| missed | no slower than mutex+cond, anywhere | free | 4:1 | 1.50 [1.50 1.50] | well |");
    reports(50, BENCH_LOST, "| pinworker auto | lost jobs |");
    reports(50, BENCH_OK, "Not here: something (some package).");
}

int main(void) {
    statuses();
    calibration();
    report();
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
