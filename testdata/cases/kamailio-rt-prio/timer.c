// Case kamailio-rt-prio: true negative. A timer process becomes real-time when it starts.
#include <sched.h>
#include <unistd.h>

void run_timers(void);

static int set_rt_prio(int priority, int policy) {
    struct sched_param parameters = {.sched_priority = priority};
    int low = sched_get_priority_min(policy);
    if (parameters.sched_priority < low) parameters.sched_priority = low;
    return sched_setscheduler(0, policy, &parameters) ? -1 : 0;
}

void on_message(const char *message) { (void)message; } // want-handler "app.event"

int main(void) {
    if (fork() == 0) {
        set_rt_prio(10, SCHED_FIFO);
        for (;;) run_timers();
    }
    on_message("start");
    return 0;
}
