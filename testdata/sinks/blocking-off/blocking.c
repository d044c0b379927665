// want-none
#include <unistd.h>

void on_slow(void) {
    sleep(1);
}
