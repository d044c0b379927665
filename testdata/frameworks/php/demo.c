// An extension of PHP: functions and methods made by macros, objects, requests.
#define _GNU_SOURCE
#include <php.h>
#include <zend_interfaces.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "zif_demo_render \(PHP\)"
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
    stay_on_one_cpu(); // want pin-in-handler "zif_demo_render \(PHP\)"
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

ZEND_BEGIN_ARG_INFO_EX(demo_arguments, 0, 0, 0)
ZEND_END_ARG_INFO()

PHP_FUNCTION(demo_render) { // want-handler "php.function"
    (void)execute_data;
    serve();
    RETVAL_TRUE;
}

PHP_FUNCTION(demo_queue) { // want-handler "php.function"
    (void)execute_data;
    hand_over('q');
    RETVAL_TRUE;
}

PHP_METHOD(Demo, size) { // want-handler "php.function"
    (void)execute_data;
    RETVAL_LONG(1);
}

// In the table under a name of its own.
static void other_name(INTERNAL_FUNCTION_PARAMETERS) { // want-handler "php.function"
    (void)execute_data, (void)return_value;
}

static zend_object *demo_create(zend_class_entry *class_of) { // want-handler "php.object"
    return zend_objects_new(class_of);
}

static void demo_free(zend_object *object) { // want-handler "php.object"
    zend_object_std_dtor(object);
}

static void demo_interrupt(zend_execute_data *data) { // want-handler "php.hook"
    (void)data;
}

PHP_RINIT_FUNCTION(demo) { // want-handler "php.request"
    (void)type, (void)module_number;
    return SUCCESS;
}

PHP_RSHUTDOWN_FUNCTION(demo) { // want-handler "php.request"
    (void)type, (void)module_number;
    return SUCCESS;
}

static const zend_function_entry demo_functions[] = {
    PHP_FE(demo_render, demo_arguments)
    PHP_FE(demo_queue, demo_arguments)
    ZEND_NAMED_FE(demo_other, other_name, demo_arguments)
    PHP_FE_END
};

static const zend_function_entry demo_methods[] = {PHP_ME(Demo, size, demo_arguments, ZEND_ACC_PUBLIC) PHP_FE_END};

static zend_object_handlers demo_handlers;

// Once for each process.
PHP_MINIT_FUNCTION(demo) {
    zend_class_entry entry, *class_of;
    (void)type, (void)module_number;
    INIT_CLASS_ENTRY(entry, "Demo", demo_methods);
    class_of = zend_register_internal_class(&entry);
    class_of->create_object = demo_create;
    demo_handlers = *zend_get_std_object_handlers();
    demo_handlers.free_obj = demo_free;
    zend_interrupt_function = demo_interrupt;
    start_worker();
    return SUCCESS;
}

zend_module_entry demo_module_entry = {
    STANDARD_MODULE_HEADER,
    "demo",
    demo_functions,
    PHP_MINIT(demo),
    NULL,
    PHP_RINIT(demo),
    PHP_RSHUTDOWN(demo),
    NULL,
    "1",
    STANDARD_MODULE_PROPERTIES,
};
