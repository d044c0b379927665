// What a flag lets happen once: in each thread, or at all.
#include <sched.h>

static cpu_set_t one;
void prepare();
int work(int n);

static thread_local bool pinned;
void on_thread_local(int n) {
    if (!pinned) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:note "the first time only"
        pinned = true;
    }
    work(n);
}

// Below a call, with an early return.
static void ensure_pinned() {
    static thread_local int done = 0;
    if (done) return;
    done = 1;
    prepare();
    sched_setaffinity(0, sizeof one, &one);
}
void on_early_return(int n) {
    ensure_pinned(); // want pin-in-handler:note "the first time only"
    work(n);
}

void on_static(int n) {
    static bool initialised = false;
    if (!initialised && n > 3) {
        initialised = true;
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:note "the first time only"
    }
    work(n);
}

// Set back somewhere; set to something unknown; after the branch; the flag of everybody; not a flag that is set.
static thread_local bool again;
void on_reset(int n) {
    if (!again) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
        again = true;
    }
    work(n);
}
void forget() { again = false; }

void on_counted(int n) {
    static int state;
    if (state == 0) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
        state = work(n);
    }
}

void on_after(int n) {
    static bool first;
    if (!first) {
        first = true;
        prepare();
    }
    sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
    work(n);
}

static bool shared;
void on_shared(int n) {
    if (!shared) {
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
        shared = true;
    }
    work(n);
}

void on_never_set(int n) {
    static bool off;
    if (!off) sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
    work(n);
}

// Two calls, one of them under the flag: the other one counts.
static void pin() { sched_setaffinity(0, sizeof one, &one); }
void on_twice(int n) {
    static thread_local bool seen;
    if (!seen) {
        seen = true;
        pin(); // want pin-in-handler:note "the first time only"
    }
    if (n) pin(); // want pin-in-handler:error "own body;"
}

// Set back by whoever has its address.
static void set_back(bool *flag) {
    *flag = false;
}
void on_address(int n) {
    static bool first;
    if (n == 0)
        set_back(&first);
    if (!first) {
        first = true;
        sched_setaffinity(0, sizeof one, &one); // want pin-in-handler:error "own body;"
    }
    work(n);
}
