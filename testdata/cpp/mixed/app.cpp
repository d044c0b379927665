// C and C++ in one program: the C++ unit registers, the C unit locks.
#include "server.h"

namespace app {
static int handle(int fd) { // want-handler "server.op"
    return audit(fd);
}
} // namespace app

int main() {
    server_ops ops{app::handle};
    server_run(&ops);
    return 0;
}
