// Two programs in one database. Each has its own backend(), and each handler reaches its own or is told ambiguous.
#include <pthread.h>

void backend(void);

void on_server(void) {
    backend();
}

int main(void) {
    on_server();
    return 0;
}
