// Static local variables: of two functions, set lazily, and one whose address gets out.
static void slow(void) {}
static void fast(void) {}
static void traced(void) {}

static void first(int n) {
    static void (*chosen)(void);
    if (!chosen)
        chosen = n ? slow : fast;
    chosen(); // want-edge "slow" flow want-edge "fast" flow want-no-edge "traced"
}

static void second(void) {
    static void (*chosen)(void) = traced; // another one
    chosen();                             // want-edge "traced" flow want-no-edge "slow"
}

static void (**slot(void))(void) {
    static void (*kept)(void);
    return &kept;
}

void run(void) {
    *slot() = fast;
    (*slot())(); // want-edge "fast" field want-no-edge "slow" want-no-edge "traced"
    first(1);
    second();
}
