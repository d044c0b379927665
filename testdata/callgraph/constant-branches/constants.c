// Branches that constants decide, in every form; a pointer set in a dead branch is not set.
#include <stdbool.h>
#include <stdint.h>
#define DEBUG 0
enum { THREADS = 1 };
static const int limit = 4;
static void dead(void) {}
static void live(void) {}
static void (*hook)(void) = live;

void run(int n) {
    if (0)
        dead(); // want-no-edge "dead"
    if (sizeof(void *) == 2 || DEBUG)
        dead(); // want-no-edge "dead"
    else
        live(); // want-edge "live" direct
    if (!THREADS && n)
        dead(); // want-no-edge "dead"
    THREADS ? live() : dead(); // want-edge "live" direct want-no-edge "dead"
    while (false)
        dead(); // want-no-edge "dead"
    do
        live(); // want-edge "live" direct
    while (0);
    switch (sizeof(uint32_t)) {
    case 8: dead(); break; // want-no-edge "dead"
    case 4: live(); break; // want-edge "live" direct
    default: dead();       // want-no-edge "dead"
    }
    if (DEBUG)
        hook = dead;
    hook(); // want-edge "live" flow want-no-edge "dead"
    (DEBUG ? dead : live)(); // want-edge "live" direct want-no-edge "dead"
    if (n > limit)
        live(); // want-edge "live" direct
}

// In a switch over a constant, a case may fall into the next one; cases of inner switches and ranges count for theirs.
void in_switch(int n) {
    switch ((int)THREADS) {
    case 0: dead(); // want-no-edge "dead"
    case 1: live(); // want-edge "live" direct
    case 2: live(); // want-edge "live" direct
        break;
    case 3: dead(); // want-no-edge "dead"
    }
    switch (limit) {
    case 1 ... 3: dead(); break; // want-no-edge "dead"
    case 9:
        switch (n) {
        case 4: dead(); // want-no-edge "dead"
        }
        break;
    default: live(); // want-edge "live" direct
    }
    switch (n) {
    case 0: live(); break; // want-edge "live" direct
    default:
        switch (0) {
        default: live(); // want-edge "live" direct
        }
        live(); // want-edge "live" direct
    }
}
