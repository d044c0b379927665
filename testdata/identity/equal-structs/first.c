// Two programs, each with a struct of its own that the other has, too: what the one stores, the other never calls.
struct ops {
    void (*run)(void);
};
static void run_first(void) {}
static struct ops table = {run_first};

int main(void) {
    table.run(); // want-edge "run_first" field want-no-edge "run_second"
    return 0;
}
