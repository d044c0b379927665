// Two plug-ins with the same names for different things: each table keeps its own.
#include "plugin.h"
static void one_start(void) {}
static void helper(void) { one_start(); } // want-edge "one_start" direct
static struct plugin this_plugin = {"one", helper};
struct plugin *one_plugin(void) { return &this_plugin; }
void one_run(void) {
    helper(); // want-edge "helper" direct
    this_plugin.start(); // want-edge "helper" field
}
