// want-none
#include "shared.h"
pthread_mutex_t shared_mutex = PTHREAD_MUTEX_INITIALIZER;
int shared_value;
int on_a(void) {
    return shared_get();
}
