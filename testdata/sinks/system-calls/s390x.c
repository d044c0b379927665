// System calls by the numbers of Linux on s390x. The other number is setns elsewhere.
long syscall(long number, ...);

void on_s390x(int fd, const void *mask) {
    syscall(339, fd, 0); // want thread-state-in-handler "syscall\(SYS_setns\)"
    syscall(308, fd, 0);
    syscall(239, syscall(236), 8, mask); // want pin-in-handler:error "syscall\(SYS_sched_setaffinity\)"
    syscall(239, 4711, 8, mask);
}
