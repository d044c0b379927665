// A parameter with a default: the caller's value or the one put in its place.
static void quiet(const char *text) { (void)text; }
static void loud(const char *text) { (void)text; }
static void unused(const char *text) { (void)text; }

static void report(void (*print)(const char *), const char *text) {
    if (!print)
        print = quiet;
    print(text); // want-edge "quiet" flow want-edge "loud" flow want-no-edge "unused"
}

void run(void) {
    void (*nothing)(const char *) = 0;
    report(0, "a");
    report(loud, "b");
    report(nothing, "c");
    unused("d"); // want-edge "unused" direct
}
