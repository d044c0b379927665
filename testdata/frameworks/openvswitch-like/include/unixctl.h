// Declarations of Open vSwitch, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
#include <pthread.h>
struct unixctl_conn;
typedef void unixctl_cb_func(struct unixctl_conn *, int argc, const char *argv[], void *aux);
void unixctl_command_register(const char *name, const char *usage, int min_args, int max_args, unixctl_cb_func *cb,
                              void *aux);
void unixctl_command_reply(struct unixctl_conn *, const char *body);
pthread_t ovs_thread_create(const char *name, void *(*)(void *), void *);
