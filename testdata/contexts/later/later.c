// What is registered for later is not called by who registers it, but by the loop; a handler that turns the loop runs it.
struct event {
    void (*fn)(int fd);
    int fd;
};
static struct event events[16];
static int nevents;

static void readable(int fd) {
    (void)fd;
}

static void add_event(int fd, void (*fn)(int fd)) {
    events[nevents].fn = fn; // want-no-edge "readable"
    events[nevents++].fd = fd;
}

static void turn(void) {
    for (int i = 0; i < nevents; i++) events[i].fn(events[i].fd); // want-edge "readable" field
}

void on_connect(int fd) {
    add_event(fd, readable); // want-no-edge "readable" want-edge "add_event" direct
}

void on_long_script(void) {
    turn(); // want-edge "turn" direct
}
