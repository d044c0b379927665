// Linux: F_SETLKW is 7, and 9 is F_GETOWN.
int fcntl(int fd, int command, ...);

void on_wait(int fd, void *range) {
    fcntl(fd, 7, range); // want lock-in-handler "fcntl\(F_SETLKW\)"
    fcntl(fd, 9);
    fcntl(fd, 13, range);
}
