#include "box.h"
// C names the types with their tags, C++ without.
int box_run(struct box_ops *ops) {
    return ops->open(1) +    // want-edge "open_box" field
           ops->end.shut(ops); // want-edge "shut_box" field
}
