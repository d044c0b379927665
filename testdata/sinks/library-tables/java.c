// The Java Native Interface as C calls it: through tables that the virtual machine fills.
#include <jni.h>

void on_event(JavaVM *vm, JNIEnv *env, jobject object) {
    (*vm)->AttachCurrentThread(vm, (void **)&env, NULL); // want thread-state-in-handler:warning "AttachCurrentThread"
    (*env)->MonitorEnter(env, object);                   // want lock-in-handler "MonitorEnter"
    (*env)->MonitorExit(env, object);
    (*env)->DeleteLocalRef(env, object);
}
