// Case cpython-os-sched-setaffinity: true positive. The function stands in a table behind two casts; 0 comes from the script.
#define _GNU_SOURCE
#include <sched.h>
#include <stddef.h>

typedef struct object PyObject;
typedef PyObject *(*PyCFunction)(PyObject *self, PyObject *args);
struct PyMethodDef {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
};
long PyLong_AsLong(PyObject *number);
void fill_mask(PyObject *iterable, cpu_set_t *mask);

static PyObject *os_sched_setaffinity_impl(PyObject *module, pid_t pid, PyObject *mask) {
    cpu_set_t set;
    fill_mask(mask, &set);
    if (sched_setaffinity(pid, sizeof set, &set)) return NULL;
    return module;
}

static PyObject *os_sched_setaffinity(PyObject *module, PyObject *const *args, ptrdiff_t nargs) {
    if (nargs != 2) return NULL;
    pid_t pid = (pid_t)PyLong_AsLong(args[0]);
    return os_sched_setaffinity_impl(module, pid, args[1]); // want pin-in-handler:warning "os_sched_setaffinity .* may pin its thread"
}

struct PyMethodDef posix_methods[] = {
    {"sched_setaffinity", (PyCFunction)(void (*)(void))os_sched_setaffinity, 0x80},
    {NULL, NULL, 0},
};
