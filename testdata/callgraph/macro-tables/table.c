// Tables written by macros: lists of X(), token pasting, and initialisers that expand to several members.
#define COMMANDS(X) X(get, 1) X(set, 2) X(del, 3)
#define DECLARE(name, n) static int name##_command(int arg);
#define ROW(name, n) {#name, name##_command, n},
#define CALLBACKS(open, close) .on_open = (open), .on_close = close
COMMANDS(DECLARE)
static struct {
    const char *name;
    int (*proc)(int);
    int arity;
} table[] = {COMMANDS(ROW)};
struct driver {
    int (*on_open)(int);
    int (*on_close)(int);
};
static int opened(int n) { return n; }
static int closed(int n) { return n; }
static struct driver driver = {CALLBACKS(opened, closed)};
#define CALL(object, method, ...) ((object)->on_##method(__VA_ARGS__))

static int get_command(int n) { return n; }
static int set_command(int n) { return n; }
static int del_command(int n) { return n; }

int run(int n) {
    n += table[n].proc(n); // want-edge "get_command" field want-edge "del_command" field want-no-edge "opened"
    n += CALL(&driver, open, n); // want-edge "opened" field want-no-edge "closed" want-no-edge "get_command"
    return n + CALL(&driver, close, n); // want-edge "closed" field want-no-edge "opened"
}
