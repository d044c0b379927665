// Each program has its own external variable of one name.
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
void (*handler)(void);

static void careful(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_server"
    pthread_mutex_unlock(&mutex);
}

void on_server(void) {
    handler(); // want-edge "careful" flow want-no-edge "plain"
}

int main(void) {
    handler = careful;
    on_server();
    return 0;
}
