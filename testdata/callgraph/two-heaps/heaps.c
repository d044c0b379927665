// Memory from two calls of malloc is not one place; from one function that wraps malloc it may be.
#include <stdlib.h>
typedef void (*action)(void);
static void red(void) {}
static void blue(void) {}
static void green(void) {}
static action *first, *second, *third;

void setup(void) {
    first = malloc(sizeof *first);
    second = calloc(2, sizeof *second);
    third = malloc(sizeof *third);
    *first = red;
    second[1] = blue;
    *third = green;
}

void run(void) {
    (*first)();  // want-edge "red" field want-no-edge "blue" want-no-edge "green"
    second[0](); // want-edge "blue" field want-no-edge "red" want-no-edge "green"
    action f = third[0];
    f();         // want-edge "green" field want-no-edge "red" want-no-edge "blue"
}
