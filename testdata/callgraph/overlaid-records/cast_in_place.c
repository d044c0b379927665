// As in overlaid.c, but the `void *` is cast where it is used: no variable of the second type ever holds it.
struct task {
    int kind;
    void (*finish)(void);
};
struct timer {
    int kind;
    void (*expire)(void);
    long at;
};
struct stranger {
    int kind;
    void (*leave)(void);
};
static void finished(void) {}
static void expired(void) {}
static void left(void) {}

static void run(void *p) {
    ((struct task *)p)->finish(); // want-edge "finished" field // want-edge "expired" field // want-no-edge "left"
}

int main(void) {
    struct task task = {1, finished};
    struct timer timer = {2, expired, 10};
    struct stranger stranger = {3, left};
    run(&task);
    run(&timer);
    stranger.leave(); // want-edge "left" field // want-no-edge "finished"
    return 0;
}
