#include "common.h"
static void broadcast(int n) { (void)n; }
void send_all(int n) {
    broadcast(n); // want-edge "broadcast" direct want-no-edge "reply"
}
static void server_hook(void) { send_all(1); }
int main(void) {
    hook = server_hook;
    common();
    return 0;
}
