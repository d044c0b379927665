// Names that hide other names: the local pointer is called, not the function of the same name.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void enter(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void harmless(void) {}

// want-none
void on_request(int n) {
    void (*enter)(void) = harmless;
    enter(); // want-edge "harmless" flow want-no-edge "enter"
    if (n) {
        extern void outside(void);
        outside(); // want-edge "outside" direct
    }
}

void startup(void) {
    enter(); // want-edge "enter" direct
}
