// want-none
#include "cell.h"
int on_plain(void) {
    return cell_get();
}
