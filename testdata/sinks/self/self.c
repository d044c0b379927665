// Who is pinned: the calling thread by all its names, or somebody else.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

static cpu_set_t set;

struct who {
    pid_t tid;
    struct {
        pthread_t thread;
    } handle;
};

void on_constant_in_a_local(void) {
    pid_t self = 0;
    sched_setaffinity(self, sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

void on_gettid_in_a_local(void) {
    pid_t tid = (pid_t)syscall(SYS_gettid);
    sched_setaffinity(tid, sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

static pid_t myself(void) { return 0; }
static pid_t my_tid(void) { return gettid(); }
void on_returned_constant(void) {
    sched_setaffinity(myself(), sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}
void on_returned_tid(void) {
    sched_setaffinity(my_tid(), sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

// 0 stands for "no such thread" here.
static pid_t tid_of(const struct who *who) { return who ? who->tid : 0; }
static pid_t find_tid(const struct who *who) {
    if (!who) return 0;
    return who->tid;
}
void on_found(const struct who *who) { sched_setaffinity(find_tid(who), sizeof set, &set); }
void on_chosen(const struct who *who) { sched_setaffinity(tid_of(who), sizeof set, &set); }

// A field of an own object.
void on_own_field(void) {
    struct who who;
    who.tid = gettid();
    sched_setaffinity(who.tid, sizeof set, &set); // want pin-in-handler:error "sched_setaffinity"
}

static void pin(const struct who *who) { pthread_setaffinity_np(who->handle.thread, sizeof set, &set); }

void on_field_of_caller(void) {
    struct who who;
    who.handle.thread = pthread_self();
    pin(&who); // want pin-in-handler:error "pin .*pthread_setaffinity_np"
}

static void pin_further(struct who *who) {
    pin(who);
}
void on_field_two_calls_up(void) {
    struct who who = {.handle.thread = pthread_self()};
    pin_further(&who); // want pin-in-handler:error "pin_further .*pthread_setaffinity_np"
}

// The thread of somebody else's object; a thread that was just made.
static struct who workers[4];
void on_worker(int n) { pthread_setaffinity_np(workers[n].handle.thread, sizeof set, &set); }
void on_object(struct who *who) { pin(who); }
void on_new_thread(void *(*run)(void *)) {
    struct who who;
    // want(+1) thread-spawn-in-handler ""
    pthread_create(&who.handle.thread, 0, run, 0);
    pin(&who);
}

int main(void) {
    struct who who = {.tid = 1};
    on_object(&who);
    return 0;
}
