// Declarations written from the facts, as Debian has no package with Kamailio's headers: names and types as in 5.6.3.
#ifndef SR_MODULE_H
#define SR_MODULE_H

typedef struct {
    char *s;
    int len;
} str;
typedef unsigned int ticks_t;
struct sip_msg;
typedef struct rpc rpc_t;
typedef struct pv_param pv_param_t;
typedef struct pv_value pv_value_t;

typedef int (*cmd_function)(struct sip_msg *, char *param1, char *param2);
typedef int (*fixup_function)(void **param, int param_no);
typedef int (*free_fixup_function)(void **param, int param_no);
typedef int (*response_function)(struct sip_msg *);
typedef int (*init_function)(void);
typedef void (*rpc_function_t)(rpc_t *rpc, void *ctx);
typedef int (*pv_getf_t)(struct sip_msg *, pv_param_t *, pv_value_t *);
typedef int (*pv_setf_t)(struct sip_msg *, pv_param_t *, int, pv_value_t *);

typedef struct cmd_export {
    char *name;
    cmd_function function;
    int param_no;
    fixup_function fixup;
    free_fixup_function free_fixup;
    unsigned int flags;
} cmd_export_t;

typedef struct rpc_export {
    const char *name;
    rpc_function_t function;
    const char **doc_str;
    unsigned int flags;
} rpc_export_t;

typedef struct _pv_export {
    str name;
    int type;
    pv_getf_t getf;
    pv_setf_t setf;
} pv_export_t;

typedef struct sr_kemi {
    str mname;
    str fname;
    int rtype;
    void *func;
} sr_kemi_t;

typedef struct module_exports {
    char *name;
    unsigned int dlflags;
    cmd_export_t *cmds;
    rpc_export_t *rpc_methods;
    pv_export_t *pv_items;
    response_function response_f;
    init_function init_mod_f;
} module_exports_t;

struct timer_ln;
typedef ticks_t(timer_handler_f)(ticks_t t, struct timer_ln *tl, void *data);
struct timer_ln {
    void *data;
    timer_handler_f *f;
};

typedef void(timer_function)(unsigned int ticks, void *param);
typedef int(cb_function)(struct sip_msg *msg, unsigned int flags, void *param);
int register_timer(timer_function f, void *param, unsigned int interval);
int register_script_cb(cb_function f, unsigned int flags, void *param);
int sr_kemi_modules_add(sr_kemi_t *klist);

#endif
