#include "box.h"

int on_handler() {
    return the_box()->look(1); // want-edge "look" field
}
