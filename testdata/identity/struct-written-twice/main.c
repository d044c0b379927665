// The struct has no header: each file writes it anew. Typedefs and comments may differ, members may not.
struct module {
    const char *name;
    struct hooks *hooks;
};
struct hooks {
    int (*start)(int);
    int (*stop)(int);
};
struct other { // that of the other file is another one: a member has another type
    int (*run)(int);
    long size;
};
extern struct module *modules[];
static int run(int x) {
    return x;
}
static struct other mine = {run, 0};

int on_request(int x) {
    for (int i = 0; modules[i]; i++) {
        x += modules[i]->hooks->start(x); // want-edge "start" field
        x += modules[i]->hooks->stop(x); // want-edge "stop" field // want-no-edge "start"
    }
    return x + mine.run(x); // want-edge "run" field // want-no-edge "tick"
}
