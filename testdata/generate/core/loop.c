#include <poll.h>
#include <time.h>

#include "core.h"

enum { MOST_FDS = 1024 };

struct event {
    int mask;
    event_proc *proc;
    void *data;
};

struct timer {
    long id, due;
    timer_proc *proc;
    void *data;
    struct timer *next;
};

struct loop {
    struct event events[MOST_FDS];
    struct pollfd fds[MOST_FDS];
    int nfds, stop;
    long next_id;
    struct timer *timers;
};

struct loop *core_loop;

struct loop *loop_new(void) {
    struct loop *loop = core_alloc(sizeof *loop);
    loop->nfds = 0;
    loop->stop = 0;
    loop->timers = NULL;
    return loop;
}

int loop_add(struct loop *loop, int fd, int mask, event_proc *proc, void *data) {
    if (fd < 0 || fd >= MOST_FDS || loop->nfds == MOST_FDS) return -1;
    struct event *event = &loop->events[fd];
    event->mask = mask;
    event->proc = proc;
    event->data = data;
    loop->fds[loop->nfds++] = (struct pollfd){.fd = fd, .events = (short)mask};
    return 0;
}

void loop_remove(struct loop *loop, int fd) {
    loop->events[fd].proc = NULL;
    loop->events[fd].data = NULL;
}

long loop_timer(struct loop *loop, long milliseconds, timer_proc *proc, void *data) {
    struct timer *timer = core_alloc(sizeof *timer);
    timer->id = loop->next_id++;
    timer->due = milliseconds;
    timer->proc = proc;
    timer->data = data;
    timer->next = loop->timers;
    loop->timers = timer;
    return timer->id;
}

static void run_timers(struct loop *loop) {
    long now = (long)time(NULL) * 1000;
    for (struct timer *t = loop->timers; t; t = t->next) {
        if (t->due > now) continue;
        int again = t->proc(loop, t->id, t->data);
        t->due = again > 0 ? now + again : -1;
    }
}

void loop_run(struct loop *loop) {
    while (!loop->stop) {
        int ready = poll(loop->fds, (nfds_t)loop->nfds, 100);
        for (int i = 0; i < loop->nfds && ready > 0; i++) {
            struct event *event = &loop->events[loop->fds[i].fd];
            if (loop->fds[i].revents && event->proc) event->proc(loop, loop->fds[i].fd, event->data, event->mask);
        }
        run_timers(loop);
    }
}
