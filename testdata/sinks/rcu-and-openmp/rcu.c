// Userspace RCU on its real headers: the names are macros for those of a flavour.
#include <urcu.h>

void on_update(void) {
    synchronize_rcu(); // want lock-in-handler:warning "synchronize_rcu"
}

void on_first(void) {
    rcu_register_thread(); // want thread-state-in-handler:note "register_thread"
    rcu_read_lock();       // waits for nobody
    rcu_read_unlock();
    rcu_unregister_thread();
}
