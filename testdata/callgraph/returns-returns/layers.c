// A function that returns a pointer to a function that returns a pointer to a function.
typedef void (*leaf)(void);
typedef leaf (*branch)(int);

static void red(void) {}
static void green(void) {}
static void blue(void) {}

static leaf warm(int n) { return n ? red : green; }
static leaf cold(int n) { return n ? blue : 0; }
static branch season(int n) { return n > 6 ? warm : cold; }
static branch winter(void) { return cold; }
static void (*(*plain(void))(int))(void) { return warm; }

void run(int n) {
    leaf l = season(n)(n); // want-edge "season" direct want-edge "warm" flow want-edge "cold" flow
    l();                   // want-edge "red" flow want-edge "green" flow want-edge "blue" flow
    winter()(n)();         // want-edge "cold" flow want-edge "blue" flow want-no-edge "red" want-no-edge "warm"
    plain()(1)();          // want-edge "warm" flow want-edge "green" flow want-no-edge "blue" want-no-edge "cold"
}
