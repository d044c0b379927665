#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "tiled.h"

int main(int argc, char **argv) {
    unsigned long port = argc > 1 ? strtoul(argv[1], NULL, 10) : 8080;
    sigset_t stop;
    int sig;

    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);

    stats_start();
    struct MHD_Daemon *server =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG, (uint16_t)port, NULL, NULL, answer, NULL,
                         MHD_OPTION_THREAD_POOL_SIZE, 2U, MHD_OPTION_END);
    if (!server) return 1;
    printf("http://localhost:%lu/tile/0/0/0\n", port);
    fflush(stdout);
    sigwait(&stop, &sig);
    MHD_stop_daemon(server);
    return 0;
}
