// want-none
#include "rcu.h"
int on_b(void) {
    rcu_enter();
    return rcu_version();
}
