// Arrays of arrays, arrays of structs with arrays, pointers into the middle, a table filled in a loop.
enum { STATES = 3, EVENTS = 2 };
typedef int (*transition)(int);
static int idle(int n) { return n; }
static int start(int n) { return n; }
static int stop(int n) { return n; }
static int fail(int n) { return n; }
static int spare(int n) { return n; }

static transition by_state[STATES][EVENTS];
static struct {
    transition on[EVENTS];
    transition leave;
} states[STATES] = {{{idle, start}, stop}, [2] = {.on = {[1] = fail}, .leave = stop}};

void setup(void) {
    static const transition defaults[EVENTS] = {idle, fail};
    for (int s = 0; s < STATES; s++)
        for (int e = 0; e < EVENTS; e++)
            by_state[s][e] = defaults[e];
}
int run(int s, int e) {
    transition(*row)[EVENTS] = &by_state[s], *cell = *row + e;
    int n = by_state[s][e](1);   // want-edge "idle" field want-edge "fail" field want-no-edge "start"
    n += (*row)[e](2);           // want-edge "fail" field want-no-edge "stop"
    n += (*cell)(3);             // want-edge "idle" field want-no-edge "spare"
    n += states[s].on[e](4);     // want-edge "start" field want-edge "fail" field want-no-edge "stop"
    return n + states[s].leave(5) + spare(6); // want-edge "stop" field want-no-edge "fail"
}
