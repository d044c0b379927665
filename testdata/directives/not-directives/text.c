// Only a comment that begins with the word is a directive: not a string, not prose that mentions lockosthread:allow.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
const char *help = "write // lockosthread:allow lock-in-handler above the line";
const char *typo = "/* lockosthread:alow */";

void on_string(void) {
    const char *s = "// lockosthread:allow lock-in-handler -- in a string"; pthread_mutex_lock(&mutex);
    // want(-1) lock-in-handler "on_string"
    pthread_mutex_unlock(s ? &mutex : &mutex);
}

void on_prose(void) {
    // one could write lockosthread:allow here, but does not
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_prose"
    pthread_mutex_unlock(&mutex);
}

// Left out by the preprocessor: neither used nor unused.
void on_skipped(void) {
#if 0
    pthread_mutex_lock(&mutex); // lockosthread:allow lock-in-handler -- not in this build
#endif
#ifdef SOME_OTHER_PLATFORM
    // lockosthread:allow lock-in-handler -- there
    pthread_mutex_lock(&mutex);
#endif
}
