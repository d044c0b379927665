// Every place where a directive may stand.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

void on_same_line(void) {
    pthread_mutex_lock(&mutex); // lockosthread:allow
    // want-suppressed(-1) lock-in-handler "on_same_line"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_line_above(void) {
    // lockosthread:allow lock-in-handler -- config reload, once a day
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_line_above"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_block_comment(void) {
    /* lockosthread:allow lock-in-handler -- so rare that
       nobody waits */
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_block_comment"
    value++;
    pthread_mutex_unlock(&mutex);
}

/**
 * Documentation, with a line that is a directive. "lockosthread:allow" in the text is none.
 * lockosthread:allow-function lock-in-handler -- in a doc comment
 */
void on_doc_comment(void) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_doc_comment"
    value++;
    pthread_mutex_unlock(&mutex);
}

void on_two_lines_above(void) {
    // lockosthread:allow lock-in-handler -- comments and empty lines may stand between

    // like this one
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_two_lines_above"
    value++;
    pthread_mutex_unlock(&mutex);
}

// lockosthread:allow-function lock-in-handler -- only called at start-up
static void reload(void) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_reload"
    value = 0;
    pthread_mutex_unlock(&mutex);
}

void on_reload(void) {
    reload();
}

static void save(void) {
    pthread_mutex_lock(&mutex); // want-suppressed lock-in-handler "on_save"
    value = 0;
    pthread_mutex_unlock(&mutex);
}

void on_save(void) {
    save(); // lockosthread:allow lock-in-handler -- on a call of the path
}

void on_two_rules(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    // lockosthread:allow pin-in-handler, lock-in-handler -- both on one line
    sched_setaffinity(0, sizeof set, &set), pthread_mutex_lock(&mutex);
    // want-suppressed(-1) pin-in-handler "on_two_rules" want-suppressed(-1) lock-in-handler "on_two_rules"
    pthread_mutex_unlock(&mutex);
}

void on_another_rule(void) {
    // want(+1) unused-allow "pin-in-handler|nothing"
    // lockosthread:allow pin-in-handler -- the wrong rule
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_another_rule"
    pthread_mutex_unlock(&mutex);
}
