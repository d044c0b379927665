// Case spdk-rbd-create: true positive, restored. The reactor's thread leaves its core while an image is opened.
#include "rpc.h"

int image_open(const char *name);

static void *open_image(void *name) { return image_open(name) ? NULL : name; }

static int image_init(const char *name) {
    return call_unaffinitized(open_image, (void *)name) ? 0 : -1;
}

static int image_create(const char *name) { return image_init(name); }

static void rpc_image_create(const char *parameters) { image_create(parameters); }
RPC_REGISTER("bdev_rbd_create", rpc_image_create)
