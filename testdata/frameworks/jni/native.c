// Native methods of Java: found by their names, and in a table for RegisterNatives; an agent.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <jni.h>
#include <jvmti.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "Java_demo_Tile_render \(JNI\)"
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
    stay_on_one_cpu(); // want pin-in-handler "Java_demo_Tile_render \(JNI\)"
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

JNIEXPORT jint JNICALL Java_demo_Tile_render(JNIEnv *env, jobject self) { // want-handler "jni.native"
    (void)env, (void)self;
    serve();
    return 0;
}

static void JNICALL queue(JNIEnv *env, jobject self, jint job) { // want-handler "jni.native"
    (void)env, (void)self;
    hand_over((char)job);
}

static void JNICALL thread_started(jvmtiEnv *jvmti, JNIEnv *env, jthread thread) { // want-handler "jni.agent"
    (void)jvmti, (void)env, (void)thread;
}

// Once.
static void JNICALL started(jvmtiEnv *jvmti, JNIEnv *env, jthread thread) {
    (void)jvmti, (void)env, (void)thread;
    count();
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    static const JNINativeMethod methods[] = {{"queue", "(I)V", (void *)queue}};
    JNIEnv *env;
    jvmtiEnv *jvmti;
    jvmtiEventCallbacks callbacks = {.ThreadStart = &thread_started, .VMInit = &started};
    (void)reserved;
    start_worker();
    (*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8);
    (*env)->RegisterNatives(env, (*env)->FindClass(env, "demo/Tile"), methods, 1);
    (*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_1_2);
    (*jvmti)->SetEventCallbacks(jvmti, &callbacks, sizeof callbacks);
    return JNI_VERSION_1_8;
}
