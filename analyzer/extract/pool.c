/* Hands units to worker processes one at a time, and collects what they say. The parent never blocks on a worker and
 * believes none: what arrives is checked as if it came from a file. */
#include "extract/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extract/failure.h"
#include "extract/worker.h"
#include "facts/format.h"

/* How long a set *stop may go unnoticed when the signal came just before poll(). */
enum { STOP_MS = 100 };

typedef struct {
    pl_worker process;
    bool alive, busy;
    uint32_t unit;
    unsigned finished;  /* units that this process is done with */
    gint64 deadline;    /* of the unit, in microseconds; G_MAXINT64: none */
    GByteArray *answer; /* as far as it has arrived */
} slot;

typedef struct {
    pl_work work;
    pl_unit_result *results;
    unsigned total, done;
    uint32_t *queue; /* units in the order they are handed out; queue[next..] is to do */
    unsigned queued, next;
    slot *slots;
    unsigned nslots;
    pl_progress progress;
    void *data;
} pool;

static const pl_command *command_at(const pool *p, uint32_t unit) { return p->work.commands->pdata[unit]; }

/* Takes `facts` or `problem`. */
static void settle(pool *p, uint32_t unit, pl_facts *facts, char *problem) {
    p->results[unit].facts = facts;
    p->results[unit].problem = problem;
    p->done++;
    if (p->progress) p->progress(p->done, p->total, command_at(p, unit)->file, p->data);
}

typedef struct {
    off_t size;
    uint32_t unit;
} sized;

/* The largest first, so that none of them is the last to start. */
static int by_size(const void *a, const void *b) {
    const sized *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void fill_queue(pool *p) {
    sized *units = g_new(sized, p->total + 1);
    unsigned count = 0;
    for (uint32_t i = 0; i < p->total; i++) {
        const pl_command *command = command_at(p, i);
        struct stat st;
        if (command->problem) {
            settle(p, i, NULL, g_strdup(command->problem));
            continue;
        }
        units[count].unit = i;
        units[count++].size = command->file && stat(command->file, &st) == 0 ? st.st_size : 0;
    }
    qsort(units, count, sizeof *units, by_size);
    p->queue = g_new(uint32_t, count + 1);
    for (unsigned i = 0; i < count; i++) p->queue[i] = units[i].unit;
    p->queued = count;
    g_free(units);
}

static gint64 deadline_from_now(const pool *p) {
    unsigned ms = p->work.limits->timeout_ms;
    return ms ? g_get_monotonic_time() + (gint64)ms * 1000 : G_MAXINT64;
}

/* Ends the slot's process; the unit it was busy with stays to be settled by the caller. Returns why it ended. */
static char *end_process(pool *p, slot *s, bool gone) {
    char *reason = pl_worker_end(&s->process, &p->work, gone);
    s->alive = s->busy = false;
    g_byte_array_set_size(s->answer, 0);
    return reason;
}

/* The process died. A unit that it had not begun with a clean slate gets a second chance in a new process: what earlier
 * units left behind must not decide, else results would depend on the number of workers. */
static void handle_death(pool *p, slot *s) {
    uint32_t unit = s->unit;
    bool busy = s->busy, again = s->finished > 0;
    char *reason = end_process(p, s, true);
    if (busy && again) p->queue[--p->next] = unit; /* its old place, or that of another that was handed out */
    if (busy && !again) settle(p, unit, NULL, g_steal_pointer(&reason));
    g_free(reason);
}

static void hand_out(pool *p, slot *s) {
    if (s->busy || p->next == p->queued) return;
    if (!s->alive) {
        GError *error = NULL;
        s->finished = 0;
        s->alive = pl_worker_start(&s->process, &p->work, &error);
        if (!s->alive) {
            settle(p, p->queue[p->next++], NULL, g_strdup(error->message));
            g_clear_error(&error);
            return;
        }
    }
    s->unit = p->queue[p->next++];
    s->busy = true;
    s->deadline = deadline_from_now(p);
    if (!pl_worker_send(&s->process, s->unit)) handle_death(p, s);
}

static void settle_answer(pool *p, uint32_t unit, const pl_frame *frame, const GByteArray *answer) {
    const char *body = (const char *)answer->data + sizeof *frame;
    GError *error = NULL;
    if (frame->kind == PL_FRAME_PROBLEM) {
        char *text = g_strndup(body, frame->size), *valid = g_utf8_make_valid(text, -1);
        g_free(text);
        settle(p, unit, NULL, valid);
        return;
    }
    pl_facts *facts = pl_facts_read((const uint8_t *)body, frame->size, command_at(p, unit)->file, &error);
    settle(p, unit, facts, facts ? NULL : g_strdup_printf("the parser's answer is damaged: %s", error->message));
    g_clear_error(&error);
}

/* Looks at what has arrived. The next unit is handed out before the facts are read, so that nobody waits for that. */
static void check_answer(pool *p, slot *s) {
    pl_frame frame;
    if (s->answer->len < sizeof frame) return;
    memcpy(&frame, s->answer->data, sizeof frame);
    bool sane = s->busy && frame.index == s->unit && frame.size <= PL_FRAME_MAX &&
                (frame.kind == PL_FRAME_FACTS || frame.kind == PL_FRAME_PROBLEM) &&
                s->answer->len <= sizeof frame + frame.size;
    if (!sane) {
        uint32_t unit = s->unit;
        bool busy = s->busy;
        g_free(end_process(p, s, false));
        if (busy) settle(p, unit, NULL, g_strdup("the parser's answer is damaged"));
        return;
    }
    if (s->answer->len < sizeof frame + frame.size) return;
    GByteArray *answer = s->answer;
    uint32_t unit = s->unit;
    s->answer = g_byte_array_new();
    s->busy = false;
    s->finished++;
    hand_out(p, s);
    settle_answer(p, unit, &frame, answer);
    g_byte_array_unref(answer);
}

static void receive(pool *p, slot *s) {
    static const size_t chunk = 256 << 10;
    guint had = s->answer->len;
    g_byte_array_set_size(s->answer, had + (guint)chunk);
    ssize_t n = recv(s->process.socket, s->answer->data + had, chunk, MSG_DONTWAIT);
    g_byte_array_set_size(s->answer, had + (n > 0 ? (guint)n : 0));
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
    if (n <= 0) {
        handle_death(p, s);
        return;
    }
    if (had == 0) s->deadline = deadline_from_now(p); /* parsed in time; now the answer may take as long again */
    check_answer(p, s);
}

static char *describe_timeout(unsigned ms) {
    return ms % 1000 == 0 ? g_strdup_printf("took longer than %u s (--timeout raises it)", ms / 1000)
                          : g_strdup_printf("took longer than %u ms (--timeout raises it)", ms);
}

static void check_deadline(pool *p, slot *s, gint64 now) {
    if (!s->busy || now < s->deadline) return;
    uint32_t unit = s->unit;
    g_free(end_process(p, s, false));
    settle(p, unit, NULL, describe_timeout(p->work.limits->timeout_ms));
}

static int milliseconds_to_wait(const pool *p) {
    gint64 first = G_MAXINT64, now = g_get_monotonic_time();
    for (unsigned i = 0; i < p->nslots; i++)
        if (p->slots[i].busy && p->slots[i].deadline < first) first = p->slots[i].deadline;
    gint64 wait = first <= now ? 0 : (first - now) / 1000 + 1;
    return wait < STOP_MS ? (int)wait : STOP_MS;
}

/* Waits until a worker says something or a deadline passes, and deals with it. */
static void turn(pool *p, struct pollfd *fds) {
    for (unsigned i = 0; i < p->nslots; i++) {
        fds[i].fd = p->slots[i].alive ? p->slots[i].process.socket : -1;
        fds[i].events = POLLIN;
        fds[i].revents = 0;
    }
    int ready = poll(fds, p->nslots, milliseconds_to_wait(p));
    for (unsigned i = 0; i < p->nslots && ready > 0; i++)
        if (fds[i].revents) receive(p, &p->slots[i]);
    gint64 now = g_get_monotonic_time();
    for (unsigned i = 0; i < p->nslots && ready >= 0; i++)
        if (!fds[i].revents) check_deadline(p, &p->slots[i], now);
}

static void run(pool *p, const volatile sig_atomic_t *stop) {
    struct pollfd *fds = g_new0(struct pollfd, p->nslots + 1);
    while (p->done < p->total && !(stop && *stop)) {
        for (unsigned i = 0; i < p->nslots; i++) hand_out(p, &p->slots[i]);
        if (p->done < p->total) turn(p, fds);
    }
    g_free(fds);
}

static void finish(pool *p) {
    for (unsigned i = 0; i < p->nslots; i++) {
        if (p->slots[i].alive) g_free(end_process(p, &p->slots[i], false));
        g_byte_array_unref(p->slots[i].answer);
    }
    for (unsigned i = 0; i < p->total; i++)
        if (!p->results[i].facts && !p->results[i].problem) p->results[i].problem = g_strdup("interrupted");
    g_free(p->slots);
    g_free(p->queue);
}

/* The first worker must start; whatever the system refuses later costs only units. */
static bool start_first(pool *p, GError **error) {
    if (p->queued == 0) return true;
    p->slots[0].alive = pl_worker_start(&p->slots[0].process, &p->work, error);
    return p->slots[0].alive;
}

pl_unit_result *pl_pool_run(GPtrArray *commands, const char *resource_dir, const pl_limits *limits,
                            pl_extract_fn extract, pl_progress progress, void *data, const volatile sig_atomic_t *stop,
                            GError **error) {
    pool p = {.work = {commands, resource_dir, extract, limits}, .progress = progress, .data = data};
    p.total = commands->len;
    p.results = g_new0(pl_unit_result, p.total + 1);
    for (unsigned i = 0; i < p.total; i++) p.results[i].command = command_at(&p, i);
    fill_queue(&p);
    unsigned jobs = limits->jobs ? limits->jobs : pl_usable_cpus();
    p.nslots = MAX(MIN(jobs, p.queued), 1);
    p.slots = g_new0(slot, p.nslots);
    for (unsigned i = 0; i < p.nslots; i++) p.slots[i].answer = g_byte_array_new();
    bool good = start_first(&p, error);
    if (good) run(&p, stop);
    finish(&p);
    if (good) return p.results;
    pl_unit_results_free(p.results, p.total);
    return NULL;
}

pl_unit_result *pl_extract_all(GPtrArray *commands, const char *resource_dir, const pl_limits *limits,
                               pl_progress progress, void *data, const volatile sig_atomic_t *stop, GError **error) {
    return pl_pool_run(commands, resource_dir, limits, pl_extract, progress, data, stop, error);
}

void pl_unit_results_free(pl_unit_result *results, unsigned count) {
    for (unsigned i = 0; results && i < count; i++) {
        pl_facts_free(results[i].facts);
        g_free(results[i].problem);
    }
    g_free(results);
}
