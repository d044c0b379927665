// Code after a return is no code; code after a label, in a loop that ends, or behind an unknown condition is.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void never(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void live(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_"
    pthread_mutex_unlock(&mutex);
}

int on_return(int n) {
    return n;
    never();
}

void on_exit_call(int n) {
    exit(n);
    never();
}

int on_goto(int n) {
    goto out;
    never();
out:
    live();
    return n;
}

int on_loop(int n) {
    for (;;) {
        if (n-- < 0)
            break;
        continue;
        never();
    }
    live();
    return n;
}

void on_switch(int n) {
    switch (n) {
    case 1:
        return;
        never();
    default:
        live();
    }
}
