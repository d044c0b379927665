#include "module.h"
static void saved(void *data) { (void)data; }
static void failed(void *data) { (void)data; }
static void failed_first(void *data) { (void)data; }

void run(void) {
    set_done(saved, 0);
    set_error(failed_first);
    notify old = set_error(failed);
    old(0);        // want-edge "failed_first" flow want-no-edge "saved"
    get_done()(0); // want-edge "get_done" direct want-edge "saved" field want-no-edge "failed"
    finish();
}
