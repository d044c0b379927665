// longjmp ends no process: what is done on the way to it is done for the request. A function that always jumps never
// returns, though: what only such a function does is the way out of an error.
#include <pthread.h>
#include <setjmp.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static jmp_buf escape;

static void before_jump(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_parse"
    pthread_mutex_unlock(&mutex);
}

static void raise_error(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "on the way out of an error"
    pthread_mutex_unlock(&mutex);
    longjmp(escape, 1);
}

static void recovered(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_parse"
    pthread_mutex_unlock(&mutex);
}

void on_parse(int n) {
    if (setjmp(escape)) {
        recovered();
        return;
    }
    if (n < 0) {
        before_jump();
        longjmp(escape, 2);
    }
    if (n == 0) raise_error();
}

static void command(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "on_dispatch"
    pthread_mutex_unlock(&mutex);
    longjmp(escape, 3);
}

static void other(void) {}

static void (*const commands[])(void) = {command, other};

/* One of several that are dispatched to: it serves, and leaves by a jump. */
void on_dispatch(int n) {
    if (!setjmp(escape)) commands[n]();
}
