// Two files, each with its own `struct ops` of the same name: different records.
struct ops {
    void (*run)(void);
    int a;
};
static void run_a(void) {}
static struct ops table = {run_a, 1};

void on_a(void) { // want-none
    table.run(); // want-edge "run_a" field
}
