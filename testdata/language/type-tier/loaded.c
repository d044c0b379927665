// The pointer comes out of a void *: only its type says what it may be. Such paths are shown on request.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct page;
typedef void (*painter)(struct page *p, int x, int y);

void remember(const char *name, void *symbol);
void *recall(const char *name);

static void paint(struct page *p, int x, int y) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_draw" want-tier lock-in-handler type
    (void)p, (void)x, (void)y;
    pthread_mutex_unlock(&mutex);
}

void setup(void) {
    remember("paint", (void *)paint);
}

void on_draw(struct page *p) {
    painter f = (painter)recall("paint");
    f(p, 0, 0); // want-edge "paint" type
}
