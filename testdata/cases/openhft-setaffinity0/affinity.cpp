// Case openhft-setaffinity0: true positive. A native method pins the thread that calls it; putting back is the caller's duty.
#include <sched.h>

#include <cstring>

struct JNIEnv {
    int (*GetArrayLength)(void *array);
    void (*GetByteArrayRegion)(void *array, int start, int length, void *to);
};

extern "C" void Java_net_openhft_affinity_impl_NativeAffinity_setAffinity0(JNIEnv *env, void *, void *array) {
    cpu_set_t mask;
    int size = env->GetArrayLength(array);
    CPU_ZERO(&mask);
    if (size > static_cast<int>(sizeof mask)) size = sizeof mask;
    env->GetByteArrayRegion(array, 0, size, &mask);
    sched_setaffinity(0, sizeof mask, &mask); // want pin-in-handler:error "Java_net_openhft"
}
