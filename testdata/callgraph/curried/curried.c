// Callbacks of callbacks: a continuation is passed through another function's callback, and through a return.
typedef void (*done)(int status);
typedef void (*stage)(int n, done next);
static void log_it(int status) { (void)status; }
static void retry(int status) { (void)status; }
static void send(int n, done next) {
    next(n); // want-edge "log_it" flow want-edge "retry" flow want-no-edge "send"
}
static void receive(int n, done next) {
    send(n, next); // want-edge "send" direct want-no-edge "log_it"
}
static void drop(int n, done next) { (void)n, (void)next; }
static void with(stage s, done next) {
    s(1, next); // want-edge "send" flow want-edge "receive" flow want-edge "drop" flow want-no-edge "log_it"
}
static stage choose(stage (*how)(int), int n) {
    return how(n); // want-edge "by_number" flow want-no-edge "send"
}
static stage by_number(int n) { return n ? send : receive; }
void run(int n) {
    with(choose(by_number, n), log_it);
    with(drop, n ? retry : log_it);
}
