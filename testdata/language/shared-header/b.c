// want-none
#include "shared.h"
int on_b(void) {
    return shared_get() + 1;
}
