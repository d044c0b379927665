// Two plug-ins with the same names inside; the host finds them with dlsym.
#include <dlfcn.h>

void host_log(const char *text) {
    (void)text;
}

int main(int argc, char **argv) {
    void *handle = dlopen(argv[argc - 1], RTLD_NOW);
    void (*init)(void) = (void (*)(void))dlsym(handle, "plugin_init");
    init();
    return 0;
}
