#include <pthread.h>
#include <stddef.h>

void helper(void) {
    pthread_setaffinity_np(pthread_self(), 0, NULL);
}
void pinned_part(void) {}
