#include "common.h"
void (*hook)(void);
void common(void) {
    hook();      // want-edge "client_hook" flow want-edge "server_hook" flow
    send_all(3); // want-edge "send_all" direct
}
