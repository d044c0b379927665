// want-none
#include <stdlib.h>
void fail(void) {
    abort();
}
