// A weak default, and the definition that replaces it.
void hook(void);
__attribute__((weak)) void hook(void) {}

void on_hook(void) {
    hook();
}
