// A function passes a parameter on that decides whether the call waits: only handlers that make it wait are named.
#include <sys/file.h>

static int counted;

static int my_flock(int file, int operation) {
    counted++;
    return flock(file, operation); // want lock-in-handler "handler on_wait .*on_wait → my_flock"
}

void on_try(int file) {
    if (my_flock(file, LOCK_EX | LOCK_NB) == 0) my_flock(file, LOCK_UN);
}

void on_wait(int file) {
    my_flock(file, LOCK_EX);
    my_flock(file, LOCK_UN);
}

static int never(int file, int operation) { return flock(file, operation); }

void on_other_try(int file) { never(file, LOCK_SH | LOCK_NB); }
int main(void) { return never(1, LOCK_EX); }
