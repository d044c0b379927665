// want-none
#include "cell.h"
pthread_mutex_t cell_mutex = PTHREAD_MUTEX_INITIALIZER;
int cell;
int on_safe(void) {
    return cell_get();
}
