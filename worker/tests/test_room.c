/* Submitters that wait for room in a full queue: woken as places get free, in their order, and nobody is refused a
 * place that nobody waits for. */
#include "check.h"
#include "worker.h"

static pinworker *worker;

static int nothing(void *state, void *data) {
    (void)state, (void)data;
    return 0;
}

static int take_a_ms(void *state, void *data) {
    (void)state, (void)data;
    usleep(1000);
    return 0;
}

static int post(pinworker_fn fn, uint32_t flags, int64_t ns) {
    pinworker_job job = {.fn = fn, .flags = flags};
    pinworker_until until = {.deadline = ns > 0 ? pinworker_in(ns) : 0};
    return pinworker_post(worker, &job, &until);
}

static void start_with(size_t queue) {
    pinworker_options options = PINWORKER_OPTIONS_INIT;
    options.queue = queue;
    worker = start(&options);
}

static void drop_all(void) {
    CHECK_INT(pinworker_close(worker, NULL, PINWORKER_CLOSE_DISCARD, NULL), 0);
    CHECK_INT(pinworker_free(worker), 0);
}

/* ---- one that left leaves nothing behind ---- */

static int result_of_own_post = 1;

static int post_from_inside(void *state, void *data) {
    (void)state, (void)data;
    result_of_own_post = post(nothing, 0, 0);
    return 0;
}

/* A worker at the first gate, with the second one queued right behind, and `between` in between; the rest of the queue
 * is full. */
static void fill_between_gates(size_t queue, gate *first, gate *second, pinworker_fn between) {
    start_with(queue);
    block_worker(worker, first);
    if (between) CHECK_INT(post(between, 0, 0), 0);
    atomic_store(&second->entered, 0);
    atomic_store(&second->open, 0);
    atomic_store(&second->passed, 0);
    pinworker_job job = {.fn = wait_at_gate, .data = second};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    while (post(nothing, PINWORKER_NOWAIT, 0) == 0) continue;
}

static void no_trace_of_one_that_left(void) {
    gate first, second;
    fill_between_gates(8, &first, &second, post_from_inside);
    CHECK_INT(post(nothing, 0, 5 * MS), -ETIMEDOUT);
    open_gate(&first);
    EVENTUALLY(atomic_load(&second.entered));
    CHECK_INT(result_of_own_post, 0);
    CHECK_INT(stats_of(worker).depth, 7);
    CHECK_INT(post(nothing, PINWORKER_NOWAIT, 0), 0);
    CHECK_INT(post(nothing, PINWORKER_NOWAIT, 0), -EAGAIN);
    open_gate(&second);
    drop_all();
}

static void *post_one(void *arg) {
    CHECK_INT(post(nothing, 0, 0), 0);
    return arg;
}

static void until_waiting(uint64_t places) { EVENTUALLY(atomic_load(&worker->line.wanted) == places); }

/* ---- a place is given as soon as it is free ---- */

static void one_place_is_enough(void) {
    gate first, second;
    fill_between_gates(64, &first, &second, NULL);
    pthread_t waiting = spawn(post_one, NULL);
    until_waiting(1);
    open_gate(&first);
    pthread_join(waiting, NULL);
    CHECK_INT(stats_of(worker).depth, 64);
    CHECK(!pw_line_somebody_waits(&worker->line)); /* or all others would go out of their way */
    open_gate(&second);
    drop_all();
}

/* Places that become free right before a long job, which the owner, at short ones, does not say each time. */
static void fill_with_short_jobs(gate *first, gate *second, int count) {
    start_with(16);
    block_worker(worker, first);
    for (int i = 0; i < count; i++) CHECK_INT(post(nothing, 0, 0), 0);
    atomic_store(&second->open, 0);
    atomic_store(&second->passed, 0);
    pinworker_job job = {.fn = wait_at_gate, .data = second};
    CHECK_INT(pinworker_post(worker, &job, NULL), 0);
    while (post(nothing, PINWORKER_NOWAIT, 0) == 0) continue;
}

static void a_long_job_does_not_hide_room(void) {
    enum { SHORT = 4 };
    gate first, second;
    pthread_t waiting[SHORT];
    fill_with_short_jobs(&first, &second, SHORT);
    for (int i = 0; i < SHORT; i++) waiting[i] = spawn(post_one, NULL);
    until_waiting(SHORT);
    open_gate(&first);
    for (int i = 0; i < SHORT; i++) pthread_join(waiting[i], NULL);
    CHECK_INT(atomic_load(&second.passed), 0);
    open_gate(&second);
    drop_all();
}

static void *post_one_in_vain(void *arg) {
    CHECK_INT(post(nothing, 0, 20 * MS), -ETIMEDOUT);
    return arg;
}

/* The one that looks for room gives up: another one does. */
static void somebody_looks_all_the_time(void) {
    enum { SHORT = 4 };
    gate first, second;
    pthread_t waiting[SHORT];
    fill_with_short_jobs(&first, &second, SHORT);
    pthread_t impatient = spawn(post_one_in_vain, NULL);
    EVENTUALLY(atomic_load(&worker->line.looker));
    for (int i = 0; i < SHORT; i++) waiting[i] = spawn(post_one, NULL);
    pthread_join(impatient, NULL);
    until_waiting(SHORT);
    usleep(20000); /* all sleep */
    open_gate(&first);
    for (int i = 0; i < SHORT; i++) pthread_join(waiting[i], NULL);
    CHECK_INT(atomic_load(&second.passed), 0);
    CHECK(!atomic_load(&worker->line.looker));
    open_gate(&second);
    drop_all();
}

/* ---- first come, first served ---- */

static _Atomic int stop;

static void *post_all_the_time(void *arg) {
    while (!atomic_load(&stop)) {
        post(take_a_ms, 0, 4 * MS);
        usleep(500);
    }
    return arg;
}

static void impatient_crowd_does_not_lock_out(void) {
    enum { CROWD = 16 };
    pthread_t crowd[CROWD];
    start_with(64);
    for (int i = 0; i < CROWD; i++) crowd[i] = spawn(post_all_the_time, NULL);
    EVENTUALLY(stats_of(worker).depth >= 60);
    for (int i = 0; i < 10; i++) CHECK_INT(post(nothing, 0, 60 * SECOND), 0);
    stop = 1;
    for (int i = 0; i < CROWD; i++) pthread_join(crowd[i], NULL);
    drop_all();
}

/* ---- giving up ---- */

static _Atomic int ran;

static int run_once(void *state, void *data) {
    (void)state, (void)data;
    ran++;
    return 0;
}

static void *call_until_cancelled(void *token) {
    pinworker_job job = {.fn = run_once};
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_call(worker, &job, &until), -ECANCELED);
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    return NULL;
}

/* There is room, and the one who waits for it has not heard of it when it is cancelled. */
static void cancelled_before_queueing_never_runs(void) {
    gate first, second;
    pinworker_token *token;
    CHECK_INT(pinworker_token_new(&token), 0);
    fill_between_gates(8, &first, &second, NULL);
    pthread_t waiting = spawn(call_until_cancelled, token);
    until_waiting(1);
    pthread_mutex_lock(&worker->line.lock);
    open_gate(&first);
    EVENTUALLY(stats_of(worker).depth == 7);
    pinworker_token_cancel(token);
    usleep(20000); /* it is at the lock as well */
    pthread_mutex_unlock(&worker->line.lock);
    pthread_join(waiting, NULL);
    open_gate(&second);
    close_and_free(worker);
    CHECK_INT(ran, 0);
    pinworker_token_free(token);
}

/* What happens while one that watches for room gives its CPU up (see CMakeLists.txt). */
static struct {
    _Atomic bool armed;
    pinworker_token *token;
    gate *at;
} while_watching;

int __wrap_sched_yield(void);
int __wrap_sched_yield(void) {
    if (!atomic_exchange(&while_watching.armed, false)) return 0;
    if (while_watching.token) pinworker_token_cancel(while_watching.token);
    usleep(while_watching.token ? 0 : 5000); /* past the deadline */
    open_gate(while_watching.at);
    EVENTUALLY(pw_queue_depth(&worker->queue) == 1);
    return 0;
}

/* There was no room before the limit was reached, and there is when it comes back. */
static void reached_while_watching(bool by_token, int expected) {
    gate first, second;
    pinworker_token *token;
    pinworker_job job = {.fn = run_once};
    CHECK_INT(pinworker_token_new(&token), 0);
    ran = 0;
    start_with(2);
    block_worker(worker, &first);
    atomic_store(&worker->waiting.room.skip, 8); /* it does not spin, it gives the CPU up */
    second = (gate){.open = 0};
    CHECK_INT(pinworker_post(worker, &(pinworker_job){.fn = wait_at_gate, .data = &second}, NULL), 0);
    while_watching.token = by_token ? token : NULL;
    while_watching.at = &first;
    pinworker_until until = {.token = token, .deadline = by_token ? 0 : pinworker_in(2 * MS)};
    while_watching.armed = true;
    CHECK_INT(pinworker_call(worker, &job, &until), expected);
    CHECK(by_token ? !while_watching.armed : true); /* by its deadline it may be gone before it watches */
    while_watching.armed = false;
    CHECK_INT(job.fate, PINWORKER_REFUSED);
    open_gate(&first);
    open_gate(&second);
    close_and_free(worker);
    CHECK_INT(ran, 0);
    pinworker_token_free(token);
}

static void *post_four_until_cancelled(void *token) {
    pinworker_job jobs[4] = {{.fn = nothing}, {.fn = nothing}, {.fn = nothing}, {.fn = nothing}};
    pinworker_until until = {.token = token};
    CHECK_INT(pinworker_post_batch(worker, jobs, 4, &until), -ECANCELED);
    return NULL;
}

/* A batch that is too large for the room there is stands in front of one that fits, until it gives up. */
static void those_behind_move_up(void) {
    gate first, second;
    pinworker_token *token;
    CHECK_INT(pinworker_token_new(&token), 0);
    fill_between_gates(8, &first, &second, NULL);
    pthread_t four = spawn(post_four_until_cancelled, token);
    until_waiting(4);
    pthread_t one = spawn(post_one, NULL);
    until_waiting(5);
    open_gate(&first);
    EVENTUALLY(atomic_load(&second.entered));
    CHECK_INT(post(nothing, PINWORKER_NOWAIT, 0), -EAGAIN); /* two are in front */
    CHECK_INT(stats_of(worker).depth, 7);
    pinworker_token_cancel(token);
    pthread_join(four, NULL);
    pthread_join(one, NULL);
    CHECK_INT(stats_of(worker).depth, 8);
    open_gate(&second);
    drop_all();
    pinworker_token_free(token);
}

static void *post_in_vain(void *arg) {
    CHECK_INT(post(nothing, 0, 0), -ESHUTDOWN);
    return arg;
}

static void closing_ends_the_wait(void) {
    gate first, second;
    pthread_t threads[4];
    fill_between_gates(4, &first, &second, NULL);
    for (int i = 0; i < 4; i++) threads[i] = spawn(post_in_vain, NULL);
    until_waiting(4);
    CHECK_INT(pinworker_close(worker, &(pinworker_until){.deadline = 1}, PINWORKER_CLOSE_DISCARD, NULL), -ETIMEDOUT);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK_INT(atomic_load(&worker->line.wanted), 0);
    open_gate(&first);
    drop_all();
}

int main(void) {
    no_trace_of_one_that_left();
    one_place_is_enough();
    a_long_job_does_not_hide_room();
    somebody_looks_all_the_time();
    impatient_crowd_does_not_lock_out();
    cancelled_before_queueing_never_runs();
    reached_while_watching(true, -ECANCELED);
    reached_while_watching(false, -ETIMEDOUT);
    those_behind_move_up();
    closing_ends_the_wait();
    return 0;
}
