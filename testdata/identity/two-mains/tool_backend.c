// want-none
static int calls;

void backend(void) {
    calls++;
}
