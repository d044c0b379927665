// Declarations of HAProxy, written for this test; Debian has no package of its headers.
#pragma once
struct proxy;
struct session;
struct stream;
struct channel;
struct http_msg;
struct filter;
struct appctx;
struct connection;
struct arg;
struct sample;
enum act_return { ACT_RET_CONT };
struct act_rule {
    enum act_return (*action_ptr)(struct act_rule *rule, struct proxy *px, struct session *sess, struct stream *s, int opts);
    int (*check_ptr)(struct act_rule *rule, struct proxy *px, char **err);
};
struct cli_kw {
    const char *str_kw[5];
    const char *usage;
    int (*parse)(char **args, char *payload, struct appctx *appctx, void *private);
    int (*io_handler)(struct appctx *appctx);
    void (*io_release)(struct appctx *appctx);
    void *private;
};
struct applet {
    char *name;
    void (*fct)(struct appctx *);
};
struct task {
    struct task *(*process)(struct task *t, void *context, unsigned int state);
    void *context;
};
struct flt_ops {
    int (*init)(struct proxy *p, void *conf);
    int (*http_headers)(struct stream *s, struct filter *f, struct http_msg *msg);
    int (*channel_start_analyze)(struct stream *s, struct filter *f, struct channel *chn);
};
struct sample_fetch {
    const char *kw;
    int (*process)(const struct arg *arg_p, struct sample *smp, const char *kw, void *private);
};
struct fdtab {
    void (*iocb)(int fd);
    void *owner;
};
extern struct fdtab *fdtab;
void fd_insert(int fd, void *owner, void (*iocb)(int fd), unsigned long mask);
struct task *task_new_here(void);
