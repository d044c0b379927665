// What dlsym finds is not in the program: the call stays unresolved and no function of the same type is guessed.
#include <dlfcn.h>
#include <stddef.h>
typedef int (*entry)(int);
struct module {
    entry init;
    entry fallback;
};
static int builtin_init(int n) { return n; }
static int looks_alike(int n) { return -n; }
entry keep = looks_alike;

int load(struct module *m, const char *path) {
    void *handle = dlopen(path, RTLD_NOW);
    entry f = (entry)dlsym(handle, "init");
    *(void **)&m->init = dlsym(handle, "init2");
    m->fallback = (entry)dlsym(handle, "fallback");
    if (!m->fallback)
        m->fallback = builtin_init;
    return f(1); // want-unresolved want-no-edge "looks_alike" want-no-edge "builtin_init"
}

int run(struct module *m) {
    int n = m->init(1);         // want-unresolved want-no-edge "looks_alike"
    return n + m->fallback(2);  // want-edge "builtin_init" field want-no-edge "looks_alike"
}
