// Set through one function, read through another; the variables are not seen outside.
#include "module.h"
static struct {
    notify done;
    void *data;
} on_done;
static notify on_error;

void set_done(notify f, void *data) {
    on_done.done = f;
    on_done.data = data;
}
notify get_done(void) {
    return on_done.done;
}
notify set_error(notify f) {
    notify old = on_error;
    on_error = f;
    return old;
}
void finish(void) {
    on_done.done(on_done.data); // want-edge "saved" field want-no-edge "failed" want-no-edge "failed_first"
    on_error(0);                // want-edge "failed" flow want-edge "failed_first" flow want-no-edge "saved"
}
