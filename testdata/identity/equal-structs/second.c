struct ops {
    void (*run)(void);
};
static void run_second(void) {}
static struct ops table = {run_second};

int main(void) {
    table.run(); // want-edge "run_second" field want-no-edge "run_first"
    return 0;
}
