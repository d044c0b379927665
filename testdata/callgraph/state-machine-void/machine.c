// The same with void *.
struct machine {
    int input;
};
static void *idle(struct machine *m);
static void *busy(struct machine *m) {
    m->input = 0;
    return (void *)idle;
}
static void *idle(struct machine *m) {
    if (m->input)
        return (void *)busy;
    return 0;
}
static void *elsewhere(struct machine *m) {
    return m;
}
void *(*keep)(struct machine *) = elsewhere;

void run(struct machine *m) {
    void *(*state)(struct machine *) = idle;
    while (state)
        state = (void *(*)(struct machine *))state(m); // want-edge "idle" flow want-edge "busy" flow want-no-edge "elsewhere"
}
