// pthread_create hands its last argument to the thread, which casts it back and calls what is in it.
#include <pthread.h>
#include <stdlib.h>
#include <threads.h>
struct job {
    void (*run)(struct job *);
    struct job *next;
};
struct other_job {
    int (*run)(void);
};
static void compress(struct job *j) { j->next = 0; }
static void index_it(struct job *j) { j->next = 0; }
static int in_c11(void) { return 0; }
static int unused(void) { return 0; }

static void *thread_main(void *arg) {
    struct job *j = arg;
    for (; j; j = j->next)
        j->run(j); // want-edge "compress" field want-edge "index_it" field want-no-edge "in_c11"
    return NULL;
}

static int c11_main(void *arg) {
    int (**f)(void) = arg;
    return (*f)(); // want-edge "in_c11" field want-no-edge "unused" want-no-edge "compress"
}

static void *bare(void *arg) {
    ((void (*)(void *))arg)(NULL); // want-edge "free" flow want-no-edge "compress"
    return NULL;
}

void launch(void) {
    pthread_t t;
    thrd_t c;
    static int (*keep)(void) = in_c11;
    struct job *first = malloc(sizeof *first), *second = malloc(sizeof *second);
    *first = (struct job){compress, second};
    second->run = index_it;
    pthread_create(&t, NULL, thread_main, first);       // want-no-edge "thread_main" want-no-edge "compress"
    pthread_create(&t, NULL, bare, (void *)free);       // want-no-edge "free" want-no-edge "bare"
    thrd_create(&c, c11_main, &keep);                   // want-no-edge "c11_main" want-no-edge "in_c11"
    (void)unused;
}
