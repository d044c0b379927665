// A function of the project that passes its parameter on to pthread_create is a hand-off, at whatever distance.
#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void *detached(void *(*body)(void *), void *data) {
    pthread_t t;
    pthread_create(&t, NULL, body, data); // want thread-spawn-in-handler "pthread_create" want-no-edge "compress"
    return data;
}
static void run_apart(void *(*body)(void *), void *data) {
    detached(body, data); // want-edge "detached" direct want-no-edge "compress"
}
struct task {
    void (*work)(int);
    int argument;
};
static void *task_main(void *data) {
    struct task *t = data;
    t->work(t->argument); // want-edge "shrink" field want-no-edge "compress"
    return NULL;
}
static void in_background(void (*work)(int), int argument) {
    struct task *t = malloc(sizeof *t);
    t->work = work;
    t->argument = argument;
    run_apart(task_main, t); // want-edge "run_apart" direct want-no-edge "task_main" want-no-edge "shrink"
}

static void *compress(void *data) {
    pthread_mutex_lock(&mutex); // on another thread
    pthread_mutex_unlock(&mutex);
    return data;
}
static void shrink(int n) {
    pthread_mutex_lock(&mutex); // on another thread
    (void)n;
    pthread_mutex_unlock(&mutex);
}

void on_upload(void *data) {
    run_apart(compress, data); // want-edge "run_apart" direct want-no-edge "compress"
    in_background(shrink, 3);  // want-edge "in_background" direct want-no-edge "shrink"
}
