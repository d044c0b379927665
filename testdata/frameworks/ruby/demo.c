// An extension of Ruby: methods of several arities, blocks, work without the lock of the interpreter.
#define _GNU_SOURCE
#include <ruby.h>
#include <ruby/thread.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "render \(Ruby\)"
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
    stay_on_one_cpu(); // want pin-in-handler "render \(Ruby\)"
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

static VALUE render(VALUE self) { // want-handler "ruby.method"
    serve();
    return self;
}

static VALUE queue(VALUE self, VALUE job) { // want-handler "ruby.method"
    hand_over((char)NUM2INT(job));
    return self;
}

static VALUE any(int n, VALUE *arguments, VALUE self) { // want-handler "ruby.method"
    return n ? arguments[0] : self;
}

// Without the lock of the interpreter, but on this thread.
static void *slowly(void *data) {
    pthread_mutex_lock(data); // want lock-in-handler "wait_for"
    pthread_mutex_unlock(data);
    return NULL;
}

static VALUE wait_for(VALUE self) { // want-handler "ruby.method"
    rb_thread_call_without_gvl(slowly, &mutex, RUBY_UBF_IO, NULL);
    return self;
}

static VALUE make(VALUE class) { // want-handler "ruby.method"
    return class;
}

static void freed(void *data) { // want-handler "ruby.gc"
    xfree(data);
}

static VALUE get_size(ID id, VALUE *data) { // want-handler "ruby.variable"
    (void)id;
    return *data;
}

// A thread of its own.
static VALUE background(void *data) {
    (void)data;
    stay_on_one_cpu();
    count();
    return Qnil;
}

static const rb_data_type_t type = {.wrap_struct_name = "demo", .function = {.dfree = freed}};

// The extension is loaded.
void Init_demo(void) {
    static VALUE size;
    VALUE class = rb_define_class("Demo", rb_cObject), module = rb_define_module("Demos");
    start_worker();
    rb_define_method(class, "render", render, 0);
    rb_define_private_method(class, "wait", wait_for, 0);
    rb_define_singleton_method(class, "queue", queue, 1);
    rb_define_module_function(module, "any", any, -1);
    rb_define_global_function("queue", queue, 1);
    rb_define_alloc_func(class, make);
    rb_define_hooked_variable("$size", &size, get_size, NULL);
    rb_data_typed_object_wrap(class, &size, &type);
    rb_thread_create(background, NULL);
}
