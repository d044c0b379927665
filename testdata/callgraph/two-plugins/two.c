#include "plugin.h"
static void two_start(void) {}
static void helper(void) { two_start(); } // want-edge "two_start" direct want-no-edge "one_start"
static struct plugin this_plugin = {.start = helper};
struct plugin *two_plugin(void) { return &this_plugin; }
static void (*direct)(void) = helper;
void two_run(void) {
    direct(); // want-edge "helper" flow
}
