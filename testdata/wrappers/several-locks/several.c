// Two locks in one function: one is given back, the other is held on return. A loop may run zero times:
// what it takes is not surely held.
#include <pthread.h>

static pthread_mutex_t index_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t shards[8];
struct page {
    pthread_mutex_t latch;
    int number;
};
static struct page pages[64];

static struct page *fetch(int number) {
    pthread_mutex_lock(&index_mutex); // want lock-in-handler "fetch"
    struct page *p = &pages[number % 64];
    pthread_mutex_unlock(&index_mutex);
    pthread_mutex_lock(&p->latch); // held on return: speaks for its callers
    return p;
}

static void put_back(struct page *p) {
    pthread_mutex_unlock(&p->latch);
}

int on_page(int number) {
    struct page *p = fetch(number); // want lock-in-handler "fetch .*wrapper"
    int n = p->number;
    put_back(p);
    return n;
}

static void lock_all(void) {
    for (int i = 0; i < 8; i++)
        pthread_mutex_lock(&shards[i]); // want lock-in-handler "on_resize"
}

static void unlock_all(void) {
    for (int i = 7; i >= 0; i--)
        pthread_mutex_unlock(&shards[i]);
}

void on_resize(void) {
    lock_all();
    unlock_all();
}
