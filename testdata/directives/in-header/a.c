// want-none
#include "rcu.h"
pthread_mutex_t rcu_mutex = PTHREAD_MUTEX_INITIALIZER;
int on_a(void) {
    rcu_enter();
    return rcu_version();
}
