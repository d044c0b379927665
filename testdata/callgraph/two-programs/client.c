// Two programs in one database: each has its own send_all, main and handler; common.c belongs to both.
#include "common.h"
static void reply(int n) { (void)n; }
void send_all(int n) {
    reply(n); // want-edge "reply" direct
}
static void client_hook(void) { send_all(1); }
int main(void) {
    hook = client_hook;
    common();
    send_all(2);
    return 0;
}
