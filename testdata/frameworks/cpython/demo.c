// An extension of Python: functions in tables behind casts, properties, slots of types.
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "render \(CPython\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "render \(CPython\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static PyObject *render(PyObject *self, PyObject *arguments) { // want-handler "cpython.method"
    (void)self, (void)arguments;
    serve();
    Py_RETURN_NONE;
}

static PyObject *queue(PyObject *self, PyObject *arguments, PyObject *named) { // want-handler "cpython.method"
    (void)self, (void)arguments, (void)named;
    hand_over('q');
    Py_RETURN_NONE;
}

static PyObject *fast(PyObject *self, PyObject *const *arguments, Py_ssize_t n) { // want-handler "cpython.method"
    (void)self, (void)arguments, (void)n;
    Py_RETURN_NONE;
}

static PyObject *get_size(PyObject *self, void *closure) { // want-handler "cpython.property"
    (void)self, (void)closure;
    Py_RETURN_NONE;
}

static PyObject *tile_repr(PyObject *self) { // want-handler "cpython.slot"
    return PyObject_Str(self);
}

static Py_ssize_t tile_length(PyObject *self) { // want-handler "cpython.slot"
    (void)self;
    return 0;
}

static int heap_init(PyObject *self, PyObject *arguments, PyObject *named) { // want-handler "cpython.slot"
    (void)self, (void)arguments, (void)named;
    return 0;
}

static PyObject *called(PyObject *self, PyObject *const *arguments, size_t n, // want-handler "cpython.method"
                        PyObject *names) {
    (void)self, (void)arguments, (void)n, (void)names;
    Py_RETURN_NONE;
}

static int pending(void *data) { // want-handler "cpython.callback"
    (void)data;
    return 0;
}

// A thread of its own.
static void background(void *data) {
    (void)data;
    stay_on_one_cpu();
    count();
}

static PyMethodDef functions[] = {
    {"render", render, METH_VARARGS, NULL},
    {"queue", (PyCFunction)(void (*)(void))queue, METH_VARARGS | METH_KEYWORDS, NULL},
    {"fast", _PyCFunction_CAST(fast), METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef properties[] = {{"size", get_size, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PySequenceMethods sequence = {.sq_length = tile_length};
static PyTypeObject tile = {
    .tp_name = "demo.Tile", .tp_repr = tile_repr, .tp_getset = properties, .tp_as_sequence = &sequence};
static PyType_Slot heap_slots[] = {{Py_tp_init, heap_init}, {0, NULL}};
static PyType_Spec heap = {"demo.Heap", 0, 0, 0, heap_slots};

typedef struct {
    PyObject_HEAD
    vectorcallfunc call;
} callable;

static struct PyModuleDef module = {.m_name = "demo", .m_methods = functions};

// The module is loaded.
PyMODINIT_FUNC PyInit_demo(void) {
    callable *object = (callable *)PyType_FromSpec(&heap);
    object->call = called;
    start_worker();
    Py_AddPendingCall(pending, NULL);
    PyThread_start_new_thread(background, NULL);
    return PyType_Ready(&tile) ? NULL : PyModule_Create(&module);
}
