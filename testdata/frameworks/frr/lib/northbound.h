// Declarations written from the facts, as Debian has no package with FRR's headers: names and types as in 8.4.4.
#ifndef FRR_NORTHBOUND_H
#define FRR_NORTHBOUND_H

struct nb_cb_create_args;
struct nb_callbacks {
    int (*create)(struct nb_cb_create_args *args);
};
struct nb_node_info {
    const char *xpath;
    const struct nb_callbacks cbs;
};

#endif
