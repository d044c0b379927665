// Declarations of Unbound, written for this test; Debian has no package of its headers.
#pragma once
struct comm_point;
struct comm_reply;
struct ub_event_base;
typedef int comm_point_callback_type(struct comm_point *, void *, int, struct comm_reply *);
struct comm_point {
    comm_point_callback_type *callback;
    void *cb_arg;
};
struct comm_timer {
    void (*callback)(void *);
    void *cb_arg;
};
struct comm_point *comm_point_create_udp(int fd, comm_point_callback_type *callback, void *data);
void *ub_event_new(struct ub_event_base *, int fd, short bits, void (*cb)(int, short, void *), void *arg);
