// A pointer in a local variable, in a global one, in one of the file; whatever it was ever given counts.
static void first(void) {}
static void second(void) {}
static void third(void) {}
static void never(void) {}

void (*shared)(void) = first;
static void (*own)(void);
static void (*const fixed)(void) = third;

void set_own(void) {
    own = second;
}

void run(int again) {
    void (*local)(void) = first, (*other)(void) = never;
    local(); // want-edge "first" flow want-edge "third" flow want-no-edge "second" want-no-edge "never"
    if (again)
        local = third;
    (*local)();  // want-edge "first" flow want-edge "third" flow want-no-edge "never"
    (**local)(); // want-edge "third" flow
    shared();    // want-edge "first" flow want-no-edge "second" want-no-edge "third"
    own();       // want-edge "second" flow want-no-edge "first" want-no-edge "third"
    fixed();     // want-edge "third" flow want-no-edge "first"
    (void)other;
}
