// Raw strings, digit separators and line splices do not confuse the scanner.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
const char *manual = R"x(
    /* not closed, and
    // lockosthread:allow-file -- this is text
)x";
const long million = 1'000'000;
const char quote = '"'; // lockosthread:allow-file sched-in-handler -- unused, want below
// want(-1) unused-allow "."

extern "C" void on_request() {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
    /\
/ lockosthread:allow lock-in-handler -- a comment all the same
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_request"
    pthread_mutex_unlock(&mutex);
}
