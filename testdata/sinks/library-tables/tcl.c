// An extension of Tcl that is built with stubs.
#define USE_TCL_STUBS
#include <tcl.h>

TCL_DECLARE_MUTEX(mutex)

static Tcl_ThreadCreateType work(ClientData data) {
    Tcl_MutexLock(&mutex); // the other thread's business
    Tcl_MutexUnlock(&mutex);
    TCL_THREAD_CREATE_RETURN;
}

void on_tcl(void) {
    Tcl_ThreadId id;
    Tcl_MutexLock(&mutex); // want lock-in-handler "TclStubs.tcl_MutexLock"
    Tcl_MutexUnlock(&mutex);
    Tcl_CreateThread(&id, work, NULL, TCL_THREAD_STACK_DEFAULT, 0); // want thread-spawn-in-handler "tcl_CreateThread"
}
