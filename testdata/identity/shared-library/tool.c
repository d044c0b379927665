#include <sched.h>
// want-none
void library_run(void);

void finish(void) {
    sched_setaffinity(0, 0, 0);
}

void report(void) {}

int main(void) {
    library_run();
    finish();
    return 0;
}
