// want-none
#include "shared.h"
int unused_c(void) {
    return shared_get() + 2;
}
