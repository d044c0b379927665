// The Java Native Interface as C++ calls it, on its real headers.
#include <jni.h>

void on_event(JavaVM *vm, JNIEnv *env, jobject object) {
    vm->AttachCurrentThread((void **)&env, nullptr); // want thread-state-in-handler:warning "AttachCurrentThread"
    env->MonitorEnter(object);                       // want lock-in-handler "MonitorEnter"
    env->MonitorExit(object);
    vm->DetachCurrentThread();
}
