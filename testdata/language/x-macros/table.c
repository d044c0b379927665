// A table that a macro makes from a list in another file.
#include <pthread.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define COMMAND(name, args) static int do_##name(int argc);
#include "commands.def"
#undef COMMAND

static const struct {
    const char *name;
    int (*run)(int argc);
    int args;
} table[] = {
#define COMMAND(name, args) {#name, do_##name, args},
#include "commands.def"
#undef COMMAND
};

static int do_get(int argc) { return argc; }
static int do_put(int argc) { return argc + 1; }
static int do_flush(int argc) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "on_line"
    // want-path(-1) lock-in-handler "on_line -> do_flush -> pthread_mutex_lock" want-tier(-1) lock-in-handler field
    pthread_mutex_unlock(&mutex);
    return argc;
}

int on_line(const char *name, int argc) {
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!strcmp(table[i].name, name))
            return table[i].run(argc); // want-edge "do_get" field want-edge "do_put" field want-edge "do_flush" field
    return -1;
}
