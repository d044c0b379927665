// Ruby's lock on its real headers.
#include <ruby.h>
#include <ruby/thread.h>

static void *call(void *data) {
    return data;
}

void on_event(VALUE mutex) {
    rb_thread_call_with_gvl(call, NULL); // want lock-in-handler "rb_thread_call_with_gvl"
    rb_mutex_lock(mutex);                // want lock-in-handler "rb_mutex_lock"
    rb_mutex_unlock(mutex);
}
