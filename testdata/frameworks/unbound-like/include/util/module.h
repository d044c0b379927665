// Declarations of Unbound, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
struct module_qstate;
struct module_env;
struct outbound_entry;
enum module_ev { module_event_new };
struct module_func_block {
    const char *name;
    int (*init)(struct module_env *env, int id);
    void (*deinit)(struct module_env *env, int id);
    void (*operate)(struct module_qstate *qstate, enum module_ev event, int id, struct outbound_entry *outbound);
    void (*inform_super)(struct module_qstate *qstate, int id, struct module_qstate *super);
    void (*clear)(struct module_qstate *qstate, int id);
    size_t (*get_mem)(struct module_env *env, int id);
};
