// System calls by the numbers of Linux on arm. The other number is setns elsewhere.
long syscall(long number, ...);

void on_arm(int fd, const void *mask) {
    syscall(375, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(308, fd, 0);
    syscall(241, syscall(224), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(241, 4711, 8, mask);
}
