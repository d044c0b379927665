// Each state returns the next one, wrapped in a struct because C has no recursive function types.
struct machine {
    int input;
};
struct next {
    struct next (*go)(struct machine *m);
};

static struct next idle(struct machine *m);
static struct next busy(struct machine *m);
static struct next done(struct machine *m);
static struct next broken(struct machine *m);

static struct next idle(struct machine *m) {
    return m->input ? (struct next){busy} : (struct next){idle};
}
static struct next busy(struct machine *m) {
    struct next n = {done};
    m->input = 0;
    return n;
}
static struct next done(struct machine *m) {
    m->input = 0;
    return (struct next){0};
}
static struct next broken(struct machine *m) {
    m->input = 1;
    return (struct next){0};
}

typedef struct next (*state)(struct machine *);
void run(struct machine *m) {
    state s = idle;
    while (s)
        s = s(m).go; // want-edge "idle" flow want-edge "busy" field want-edge "done" field want-no-edge "broken"
    (void)broken;
}
