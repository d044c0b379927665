// FreeBSD: F_SETLKW is 13, and 7 and 9 are old calls. Placement has calls of its own; -1 is the caller. Declarations of our
// own: the system's headers are not here.
int fcntl(int fd, int command, ...);
int cpuset_setaffinity(int level, int which, long id, unsigned long size, const void *mask);
int rtprio(int function, int pid, void *priority);
int cap_enter(void);

enum { CPU_LEVEL_WHICH = 3, CPU_WHICH_TID = 1, CPU_WHICH_IRQ = 4, RTP_LOOKUP = 0, RTP_SET = 1 };

void on_wait(int fd, void *range) {
    fcntl(fd, 7, range);
    fcntl(fd, 9, range);
    fcntl(fd, 13, range); // want lock-in-handler "fcntl\(F_SETLKW\)"
}

void on_pin(const void *mask) {
    cpuset_setaffinity(CPU_LEVEL_WHICH, CPU_WHICH_TID, -1, 8, mask); // want pin-in-handler "cpuset_setaffinity"
    cpuset_setaffinity(CPU_LEVEL_WHICH, CPU_WHICH_IRQ, -1, 8, mask);
    cpuset_setaffinity(CPU_LEVEL_WHICH, CPU_WHICH_TID, 100123, 8, mask);
}

void on_priority(void *priority) {
    rtprio(RTP_LOOKUP, 0, priority);
    rtprio(RTP_SET, 0, priority); // want sched-in-handler "rtprio"
}

void on_sandbox(void) {
    cap_enter(); // want thread-state-in-handler:warning "cap_enter"
}
