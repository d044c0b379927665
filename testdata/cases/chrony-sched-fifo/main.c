// Case chrony-sched-fifo: true negative. An option of the command line makes the daemon real-time before it serves.
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

int next_event(void);

static void set_scheduler(int priority) {
    struct sched_param parameters = {.sched_priority = priority};
    if (pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) < 0) exit(1);
}

void on_packet(int event) { (void)event; } // want-handler "app.event"

int main(int argc, char **argv) {
    if (argc > 1) set_scheduler(atoi(argv[1]));
    for (int event; (event = next_event()) > 0;) on_packet(event);
    return 0;
}
