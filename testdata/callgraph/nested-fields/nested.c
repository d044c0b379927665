// Members of members, initialised with and without braces and designators.
struct timer {
    void (*tick)(void);
    void (*stop)(void);
};
struct device {
    const char *name;
    struct timer timers[2];
    struct {
        void (*reset)(void);
        struct timer watchdog;
    } control;
};
static void tick_a(void) {}
static void tick_b(void) {}
static void stop_a(void) {}
static void reset(void) {}
static void bark(void) {}
static void spare(void) {}

static struct device one = {"one", {{tick_a, stop_a}, {tick_b, 0}}, {reset, {bark, 0}}};
// The braces of the timers are left out.
static struct device two = {"two", tick_b, stop_a, 0, 0, .control.reset = reset, .control.watchdog.tick = bark};

void run(struct device *d) {
    d->timers[1].tick();        // want-edge "tick_a" field want-edge "tick_b" field want-no-edge "stop_a"
    one.timers->stop();         // want-edge "stop_a" field want-no-edge "tick_a" want-no-edge "reset"
    d->control.reset();         // want-edge "reset" field want-no-edge "bark" want-no-edge "spare"
    two.control.watchdog.tick(); // want-edge "bark" field want-no-edge "reset" want-no-edge "spare"
    struct timer *t = &d->control.watchdog;
    t->tick(); // want-edge "bark" field want-no-edge "spare"
    (void)spare;
}
