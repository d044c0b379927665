// CPython's lock on its real headers.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

void on_event(PyThread_type_lock lock) {
    PyGILState_STATE state = PyGILState_Ensure(); // want lock-in-handler:warning "PyGILState_Ensure"
    PyGILState_Release(state);
    PyThread_acquire_lock(lock, WAIT_LOCK); // want lock-in-handler "PyThread_acquire_lock"
    PyThread_release_lock(lock);
    if (PyThread_acquire_lock(lock, NOWAIT_LOCK))
        PyThread_release_lock(lock);
}

void on_swap(PyThreadState *other) {
    PyThreadState_Swap(other); // want thread-state-in-handler:warning "PyThreadState_Swap"
}
