// Tcl's locks and threads on its real headers.
#include <tcl.h>

TCL_DECLARE_MUTEX(mutex)

static Tcl_ThreadCreateType work(ClientData data) {
    Tcl_MutexLock(&mutex); // the other thread's business
    Tcl_MutexUnlock(&mutex);
    TCL_THREAD_CREATE_RETURN;
}

void on_event(void) {
    Tcl_ThreadId id;
    Tcl_MutexLock(&mutex); // want lock-in-handler "Tcl_MutexLock"
    Tcl_MutexUnlock(&mutex);
    Tcl_CreateThread(&id, work, NULL, TCL_THREAD_STACK_DEFAULT, 0); // want thread-spawn-in-handler "Tcl_CreateThread"
}
