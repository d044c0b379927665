// want-none
// The helper of this file is clean; the handler of this file must not be given the other one.
static int calls;

static void helper(void) {
    calls++;
}

void on_b(void) {
    helper(); // want-edge "helper" direct
}
