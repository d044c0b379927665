// Case ovs-dpdk-init: true positive. A change of the configuration initialises DPDK on the main loop's thread, which pins it.
// The mask is put back, but only where the cores were not given: so not on every way out.
#include <stdbool.h>
#include <stdlib.h>

struct config {
    bool init, lcores_given;
};
struct dump;
int rte_eal_init(int argc, char **argv);
struct dump *thread_getaffinity_dump(void);
int thread_setaffinity_dump(const struct dump *dump);
void dump_destroy(struct dump *dump);
void complain(const char *what);

static void init(const struct config *config) {
    struct dump *affinity = NULL;
    bool auto_determine = !config->lcores_given;
    char *argv[] = {NULL};
    if (auto_determine) affinity = thread_getaffinity_dump();
    int result = rte_eal_init(0, argv); // want pin-in-handler:error "rte_eal_init" want pin-leak:error "on every way out"
    if (result < 0) abort();
    if (auto_determine && affinity) {
        thread_setaffinity_dump(affinity);
        dump_destroy(affinity);
    }
}

static void init_always(void) {
    char *argv[] = {NULL};
    struct dump *affinity = thread_getaffinity_dump();
    int result = rte_eal_init(0, argv); // want pin-in-handler:warning "put back on every way out"
    thread_setaffinity_dump(affinity);
    dump_destroy(affinity);
    if (result < 0) complain("no DPDK");
}

void bridge_run(const struct config *config) {
    static bool done;
    if (done || !config->init) return;
    done = true;
    if (config->lcores_given)
        init(config);
    else
        init_always();
}
