// System calls by the numbers of Linux on riscv64. The other number is setns elsewhere.
long syscall(long number, ...);

void on_riscv64(int fd, const void *mask) {
    syscall(268, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(308, fd, 0);
    syscall(122, syscall(178), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(122, 4711, 8, mask);
}
