/* Random calls, posts, batches, deadlines, cancellations, panics, faults, restarts and closes, in rounds; after each
 * one every job is accounted for, exactly once. PINWORKER_STRESS_SECONDS: how long (default 4); the seed is printed,
 * and PINWORKER_STRESS_SEED repeats it as far as threads allow. */
#include "check.h"

enum { CLIENTS = 6, CANCELLERS = 2, JOBS = 400, BATCH = 5, UNTOUCHED = 0x5a };

/* One job, from its submission to whatever becomes of it. */
typedef struct ticket {
    _Atomic int runs, dones;
    int kind;
} ticket;

enum { PLAIN, PANICS, FAULTS, SLOW, KINDS };

typedef struct tally {
    uint64_t queued, refused, answered, left, dropped, posted;
} tally;

typedef struct client {
    uint64_t random;
    tally counts;
    ticket tickets[JOBS + BATCH];
    size_t used;
    unsigned char abandoned[BATCH][16]; /* memory of calls that left: nobody writes to it */
} client;

static pinworker *worker;
static pinworker_token *_Atomic token;
static _Atomic int stop_cancelling;
static client clients[CLIENTS];

static uint64_t next(uint64_t *random) {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random >> 11;
}

/* ---- jobs ---- */

typedef struct payload {
    ticket *of;
    uint64_t reply;
} payload;

static int work(void *state, void *data) {
    static volatile int *volatile nowhere = (volatile int *)16;
    payload *at = data;
    (void)state;
    at->of->runs++;
    at->reply = ~(uint64_t)(uintptr_t)at->of;
    switch (at->of->kind) {
    case PANICS: pinworker_panic("stress");
    case FAULTS: return *nowhere;
    case SLOW: usleep(100); break;
    default: break;
    }
    return 0;
}

static void done(void *data, int result) {
    (void)result;
    ((payload *)data)->of->dones++;
}

/* ---- clients ---- */

static pinworker_job new_job(client *me, payload *data) {
    ticket *of = &me->tickets[me->used++];
    uint64_t dice = next(&me->random) % 100;
    of->kind = dice < 3 ? PANICS : dice < 4 ? FAULTS : dice < 8 ? SLOW : PLAIN;
    *data = (payload){.of = of};
    pinworker_job job = {.fn = work, .data = data, .size = sizeof *data, .done = done};
    if (next(&me->random) % 3 == 0) job.flags |= PINWORKER_REVOKE;
    if (next(&me->random) % 5 == 0) job.flags |= PINWORKER_NOWAIT;
    return job;
}

static pinworker_until new_limits(client *me) {
    pinworker_until until = {0};
    if (next(&me->random) % 2) until.deadline = pinworker_in((int64_t)(next(&me->random) % 300000));
    if (next(&me->random) % 2) until.token = token;
    return until;
}

static bool left(int result) { return result == -ETIMEDOUT || result == -ECANCELED; }

static void judge(client *me, const pinworker_job *job, const payload *data) {
    const ticket *of = data->of;
    tally *counts = &me->counts;
    if (job->fate != PINWORKER_REFUSED) counts->queued++;
    switch (job->fate) {
    case PINWORKER_RAN:
        counts->answered++;
        CHECK_INT(of->runs, 1);
        CHECK_INT(of->dones, 0);
        if (of->kind == PANICS)
            CHECK_INT(job->result, -EREMOTEIO);
        else if (of->kind == FAULTS)
            CHECK_INT(job->result, -EFAULT);
        else
            CHECK(job->result == 0 && data->reply == ~(uint64_t)(uintptr_t)of);
        break;
    case PINWORKER_LEFT:
        counts->left++;
        CHECK(left(job->result));
        break;
    case PINWORKER_DROPPED:
        counts->dropped++;
        CHECK_INT(of->runs, 0);
        CHECK(left(job->result) ? (job->flags & PINWORKER_REVOKE) != 0
                                : job->result == -EOWNERDEAD || job->result == -ESHUTDOWN);
        break;
    case PINWORKER_REFUSED:
        counts->refused++;
        CHECK_INT(of->runs, 0);
        CHECK_INT(of->dones, 0);
        CHECK(job->result < 0);
        break;
    case PINWORKER_QUEUED: counts->posted++; break;
    }
}

static void watch_abandoned(client *me, const pinworker_job *job, int i) {
    if (job->fate != PINWORKER_LEFT) return;
    memset(me->abandoned[i], UNTOUCHED, sizeof me->abandoned[i]);
}

static void check_abandoned(const client *me) {
    for (int i = 0; i < BATCH; i++) {
        for (size_t k = 0; k < sizeof me->abandoned[i]; k++) CHECK_INT(me->abandoned[i][k], UNTOUCHED);
    }
}

/* The data lies in `abandoned`, so that a late write would be seen. */
static void send(client *me, size_t count, bool post) {
    pinworker_job jobs[BATCH];
    payload *data[BATCH], copies[BATCH];
    check_abandoned(me);
    pinworker_until until = new_limits(me);
    for (size_t i = 0; i < count; i++) {
        data[i] = (payload *)(void *)me->abandoned[i];
        jobs[i] = new_job(me, data[i]);
    }
    if (post)
        pinworker_post_batch(worker, jobs, count, &until);
    else
        pinworker_call_batch(worker, jobs, count, &until);
    for (size_t i = 0; i < count; i++) {
        copies[i] = *data[i];
        memset(me->abandoned[i], UNTOUCHED, sizeof me->abandoned[i]);
        watch_abandoned(me, &jobs[i], (int)i);
        judge(me, &jobs[i], &copies[i]);
    }
}

static void *client_main(void *arg) {
    client *me = arg;
    memset(me->abandoned, UNTOUCHED, sizeof me->abandoned);
    while (me->used < JOBS) {
        bool post = next(&me->random) % 3 == 0;
        send(me, next(&me->random) % 4 == 0 ? 1 + next(&me->random) % BATCH : 1, post);
    }
    return NULL;
}

/* Tokens live until the round is over, as posted jobs may have them. */
enum { TOKENS = 4096 };
static pinworker_token *tokens[CANCELLERS][TOKENS];

static void *canceller_main(void *arg) {
    pinworker_token **mine = tokens[(intptr_t)arg];
    for (int i = 0; i < TOKENS && !stop_cancelling; i++) {
        CHECK_INT(pinworker_token_new(&mine[i]), 0);
        pinworker_token *previous = atomic_exchange(&token, mine[i]);
        usleep(200);
        if (previous) pinworker_token_cancel(previous);
    }
    return NULL;
}

/* ---- a round ---- */

static void account(void) {
    tally all = {0};
    uint64_t ran = 0, dones = 0;
    for (int i = 0; i < CLIENTS; i++) {
        const client *me = &clients[i];
        check_abandoned(me);
        all.queued += me->counts.queued;
        all.refused += me->counts.refused;
        all.posted += me->counts.posted;
        for (size_t k = 0; k < me->used; k++) {
            CHECK(me->tickets[k].runs <= 1 && me->tickets[k].dones <= 1);
            ran += (uint64_t)me->tickets[k].runs;
            dones += (uint64_t)me->tickets[k].dones;
        }
        CHECK_INT(me->counts.queued, me->counts.answered + me->counts.left + me->counts.dropped + me->counts.posted);
        CHECK_INT(me->used, me->counts.queued + me->counts.refused);
    }
    pinworker_stats stats = stats_of(worker);
    CHECK_INT(stats.depth, 0);
    CHECK_INT(stats.submitted, all.queued);
    CHECK_INT(stats.submitted, stats.completed + stats.failed + stats.cancelled);
    CHECK_INT(ran, stats.completed + stats.failed);
    CHECK_INT(stats.failed, stats.panics + stats.faults);
    CHECK_INT(stats.refused_full + stats.refused_down + stats.refused_closed + stats.refused_limit, all.refused);
    CHECK(dones >= all.posted);
}

static tally totals;
static pinworker_stats sums;

static void add_up(void) {
    pinworker_stats stats = stats_of(worker);
    sums.submitted += stats.submitted;
    sums.completed += stats.completed;
    sums.failed += stats.failed;
    sums.cancelled += stats.cancelled;
    sums.abandoned += stats.abandoned;
    sums.restarts += stats.restarts;
    for (int i = 0; i < CLIENTS; i++) {
        totals.left += clients[i].counts.left;
        totals.refused += clients[i].counts.refused;
        totals.posted += clients[i].counts.posted;
    }
}

static void options_of_round(pinworker_options *options, uint64_t *random) {
    static const size_t queues[] = {2, 4, 16, 1024};
    options->queue = queues[next(random) % 4];
    options->wait = (pinworker_wait_policy)(next(random) % 3);
    options->contain_faults = 1;
    options->on_fault = next(random) % 2 ? PINWORKER_FAULT_GO_ON : PINWORKER_FAULT_RESTART;
    options->breaker_limit = next(random) % 2 ? UINT32_MAX : 5;
    options->backoff_min = options->backoff_max = 200000;
    options->sample_every = 1;
}

static void start_round(uint64_t *random) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options_of_round(&options, random);
    worker = start(&options);
    memset(clients, 0, sizeof clients);
    memset(tokens, 0, sizeof tokens);
    stop_cancelling = 0;
    CHECK_INT(pinworker_token_new(&tokens[0][TOKENS - 1]), 0);
    token = tokens[0][TOKENS - 1];
}

static void play_round(uint64_t *random) {
    pthread_t threads[CLIENTS], cancellers[CANCELLERS];
    start_round(random);
    for (int i = 0; i < CANCELLERS; i++) cancellers[i] = spawn(canceller_main, (void *)(intptr_t)i);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i].random = next(random) | 1;
        threads[i] = spawn(client_main, &clients[i]);
    }
    if (next(random) % 2) { /* close in the middle */
        usleep((useconds_t)(next(random) % 20000));
        unsigned flags = (unsigned)(next(random) % 4);
        CHECK(pinworker_close(worker, &(pinworker_until){.deadline = pinworker_in((int64_t)(next(random) % 1000000))},
                              flags, NULL) <= 0);
    }
    for (int i = 0; i < CLIENTS; i++) pthread_join(threads[i], NULL);
    stop_cancelling = 1;
    for (int i = 0; i < CANCELLERS; i++) pthread_join(cancellers[i], NULL);
    CHECK_INT(pinworker_close(worker, NULL, 0, NULL), 0);
    account();
    add_up();
    CHECK_INT(pinworker_free(worker), 0);
    for (int i = 0; i < CANCELLERS; i++) {
        for (int k = 0; k < TOKENS; k++) pinworker_token_free(tokens[i][k]);
    }
}

int main(void) {
    const char *seconds = getenv("PINWORKER_STRESS_SECONDS"), *seed = getenv("PINWORKER_STRESS_SEED");
    uint64_t random = seed ? strtoull(seed, NULL, 10) : (uint64_t)pinworker_now() | 1;
    int64_t end = pinworker_in((seconds ? atoll(seconds) : 4) * SECOND);
    int rounds = 0;
    printf("seed %llu\n", (unsigned long long)random);
    fflush(stdout);
    for (; pinworker_now() < end; rounds++) play_round(&random);
    printf("%d rounds: %llu submitted = %llu completed + %llu failed + %llu cancelled; %llu refused, %llu posted, "
           "%llu left by their caller, %llu ran without one, %llu restarts\n",
           rounds, (unsigned long long)sums.submitted, (unsigned long long)sums.completed,
           (unsigned long long)sums.failed, (unsigned long long)sums.cancelled, (unsigned long long)totals.refused,
           (unsigned long long)totals.posted, (unsigned long long)totals.left, (unsigned long long)sums.abandoned,
           (unsigned long long)sums.restarts);
    return 0;
}
