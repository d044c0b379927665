// Sinks of the project's own libraries, with conditions; and a wrapper that cannot be inferred.
#define STORE_TRY 4
#define STORE_SHARED 1
struct store;
void gpu_bind(int device);
void gpu_rebind(int device);
int store_wait(struct store *s, int flags);
void store_done(struct store *s);
void latch_enter(int *latch);
void latch_leave(int *latch);

void on_draw(int device) {
    gpu_bind(device); // want pin-in-handler "let the render thread do it"
}

int on_lookup(struct store *s) {
    if (store_wait(s, STORE_TRY | STORE_SHARED))
        return -1;
    store_done(s);
    store_wait(s, STORE_SHARED); // want lock-in-handler "store_wait"
    store_done(s);
    return 0;
}

void on_latch(int *latch) {
    latch_enter(latch); // want lock-in-handler "latch_enter"
    latch_leave(latch);
}
