// Declarations written from the source, as Debian's package leaves out headers that its own include: as in 3.2.1.
#ifndef MODULES_H
#define MODULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/time.h>
#include <sys/types.h>

typedef struct rad_request REQUEST;
typedef struct value_pair VALUE_PAIR;
typedef struct conf_section CONF_SECTION;
typedef struct dict_attr DICT_ATTR;

typedef enum rlm_rcodes { RLM_MODULE_REJECT = 0, RLM_MODULE_FAIL, RLM_MODULE_OK } rlm_rcode_t;
typedef enum rlm_components {
    MOD_AUTHENTICATE = 0,
    MOD_AUTHORIZE,
    MOD_PREACCT,
    MOD_ACCOUNTING,
    MOD_COUNT
} rlm_components_t;

typedef rlm_rcode_t (*packetmethod)(void *instance, REQUEST *request);
typedef int (*instantiate_t)(CONF_SECTION *mod_cs, void *instance);
typedef int (*detach_t)(void *instance);

typedef struct module_t {
    uint64_t magic;
    char const *name;
    int type;
    size_t inst_size;
    instantiate_t bootstrap;
    instantiate_t instantiate;
    detach_t detach;
    packetmethod methods[MOD_COUNT];
} module_t;

typedef ssize_t (*xlat_func_t)(void *instance, REQUEST *, char const *, char *, size_t);
typedef size_t (*xlat_escape_t)(REQUEST *, char *out, size_t outlen, char const *in, void *arg);
int xlat_register(char const *module, xlat_func_t func, xlat_escape_t escape, void *instance);

typedef int (*RAD_COMPARE_FUNC)(void *instance, REQUEST *, VALUE_PAIR *, VALUE_PAIR *, VALUE_PAIR *, VALUE_PAIR **);
int paircompare_register_byname(char const *name, DICT_ATTR const *from, bool first_only, RAD_COMPARE_FUNC func,
                                void *instance);

typedef struct fr_event_list_t fr_event_list_t;
typedef struct fr_event_t fr_event_t;
typedef void (*fr_event_callback_t)(void *);
typedef void (*fr_event_fd_handler_t)(fr_event_list_t *el, int sock, void *ctx);
int fr_event_insert(fr_event_list_t *el, fr_event_callback_t callback, void *ctx, struct timeval *when,
                    fr_event_t **parent);
int fr_event_fd_insert(fr_event_list_t *el, int type, int fd, fr_event_fd_handler_t handler, void *ctx);

#endif
