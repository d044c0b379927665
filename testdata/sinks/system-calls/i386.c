// System calls by the numbers of Linux on i386. The other number is setns elsewhere.
long syscall(long number, ...);

void on_i386(int fd, const void *mask) {
    syscall(346, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(308, fd, 0);
    syscall(241, syscall(224), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(241, 4711, 8, mask);
}
