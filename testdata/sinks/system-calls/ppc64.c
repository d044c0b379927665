// System calls by the numbers of Linux on ppc64. The other number is setns elsewhere.
long syscall(long number, ...);

void on_ppc64(int fd, const void *mask) {
    syscall(350, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(308, fd, 0);
    syscall(222, syscall(207), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(222, 4711, 8, mask);
}
