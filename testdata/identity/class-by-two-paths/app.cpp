// want-none
#include "box.h"

static int open_box(int x) {
    return x;
}
static int shut_box(struct box_ops *ops) {
    return ops->mode;
}
static int look(int x) {
    return x;
}
static box_ops ops = {open_box, BOX_OPEN, {shut_box}};
static Box<int> box;

Box<int> *the_box() {
    box.look = look;
    return &box;
}
int on_app() {
    return box_run(&ops);
}
