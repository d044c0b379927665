// System calls by the numbers of Linux on x86_64. The other number is setns elsewhere.
long syscall(long number, ...);

void on_x86_64(int fd, const void *mask) {
    syscall(308, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(268, fd, 0);
    syscall(203, syscall(186), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(203, 4711, 8, mask);
}
