// memcpy and memmove of function pointers and of arrays of them, and through bytes.
#include <string.h>
typedef void (*action)(void);
static void one(void) {}
static void two(void) {}
static void three(void) {}

static action table[3] = {one, two};
static unsigned char buffer[sizeof(action)];

void run(void) {
    action f, g, copies[3];
    memcpy(&f, &table[0], sizeof f);
    f(); // want-edge "one" field want-edge "two" field want-no-edge "three"
    memmove(copies, table, sizeof table);
    copies[1](); // want-edge "two" field want-no-edge "three"
    action h = three;
    memcpy(buffer, &h, sizeof h);
    memcpy(&g, buffer, sizeof g);
    g(); // want-edge "three" field want-no-edge "one"
}
