// Callbacks in an array that grows with realloc, as bare pointers and in records.
#include <stdlib.h>
#include <string.h>
typedef void (*cleanup)(void *);
struct exit_hook {
    cleanup run;
    void *data;
};
static cleanup *bare;
static struct exit_hook *hooks;
static size_t nbare, nhooks;

static void add_bare(cleanup f) {
    cleanup *larger = realloc(bare, (nbare + 1) * sizeof *bare);
    larger[nbare++] = f;
    bare = larger;
}
static void add_hook(cleanup f, void *data) {
    struct exit_hook *larger = malloc((nhooks + 1) * sizeof *larger);
    memcpy(larger, hooks, nhooks * sizeof *larger);
    free(hooks);
    hooks = larger;
    hooks[nhooks++] = (struct exit_hook){.run = f, .data = data};
}
static void close_it(void *data) { free(data); }
static void free_it(void *data) { free(data); }
static void never(void *data) { free(data); }
cleanup keep = never;

void setup(void *data) {
    add_bare(close_it);
    add_hook(free_it, data);
}

void run(void) {
    while (nbare)
        bare[--nbare](0); // want-edge "close_it" field want-no-edge "free_it" want-no-edge "never"
    for (size_t i = 0; i < nhooks; i++)
        hooks[i].run(hooks[i].data); // want-edge "free_it" field want-no-edge "close_it" want-no-edge "never"
}
