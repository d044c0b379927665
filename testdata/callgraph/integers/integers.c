// A pointer that spends a while in an integer: uintptr_t, long, a tagged one.
#include <stdint.h>
static void plain(void) {}
static void tagged(void) {}
static void stored(void) {}
static void other(void) {}

struct slot {
    uintptr_t raw;
    uint64_t user;
};
static struct slot slots[2];

void setup(void) {
    slots[0].raw = (uintptr_t)tagged | 1;
    slots[0].user = (uint64_t)(uintptr_t)stored;
    (void)(uintptr_t)other;
}

void run(void) {
    uintptr_t n = (uintptr_t)plain;
    ((void (*)(void))n)();                                   // want-edge "plain" flow want-no-edge "tagged"
    ((void (*)(void))(slots[0].raw & ~(uintptr_t)1))();      // want-edge "tagged" field want-no-edge "plain"
    ((void (*)(void))(uintptr_t)slots[1].user)();            // want-edge "stored" field want-no-edge "other"
}
