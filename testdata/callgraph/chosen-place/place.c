// The place that is assigned to is chosen: both may hold the value.
static void f(void) {}
static void g(void) {}
static void h(void) {}
static void (*left)(void), (*right)(void), (*apart)(void) = h;

void run(int n) {
    *(n ? &left : &right) = f;
    left();  // want-edge "f" flow want-no-edge "g" want-no-edge "h"
    right(); // want-edge "f" flow want-edge "g" flow want-no-edge "h"
    apart(); // want-edge "h" flow want-no-edge "f"
    right = g;
}
