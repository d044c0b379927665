/* Declarations of our own: what lighttpd 1.4.69's plugin.h, fdevent.h, gw_backend.h and mod_auth_api.h declare, as far
 * as mod_demo.c needs it. */
#include <stddef.h>

typedef enum { HANDLER_GO_ON, HANDLER_FINISHED, HANDLER_ERROR } handler_t;
typedef struct request_st request_st;
typedef struct connection connection;
typedef struct server server;
typedef struct buffer buffer;
typedef struct fdevents fdevents;
typedef struct fdnode fdnode;
struct http_auth_require_t;

typedef struct plugin {
    void *data;
    handler_t (*handle_uri_raw)(request_st *r, void *p_d);
    handler_t (*handle_uri_clean)(request_st *r, void *p_d);
    handler_t (*handle_subrequest_start)(request_st *r, void *p_d);
    handler_t (*handle_subrequest)(request_st *r, void *p_d);
    handler_t (*handle_request_reset)(request_st *r, void *p_d);
    handler_t (*handle_connection_accept)(connection *con, void *p_d);
    handler_t (*handle_trigger)(server *srv, void *p_d);
    handler_t (*handle_sighup)(server *srv, void *p_d);
    void *(*init)(void);
    handler_t (*set_defaults)(server *srv, void *p_d);
    handler_t (*worker_init)(server *srv, void *p_d);
    void (*cleanup)(void *p_d);
    const char *name;
    size_t version;
} plugin;

typedef struct http_response_opts_t {
    int backend;
    handler_t (*parse)(request_st *, struct http_response_opts_t *, buffer *, size_t);
    handler_t (*headers)(request_st *, struct http_response_opts_t *);
} http_response_opts;

typedef struct gw_handler_ctx {
    http_response_opts opts;
    handler_t (*stdin_append)(struct gw_handler_ctx *hctx);
    handler_t (*create_env)(struct gw_handler_ctx *hctx);
} gw_handler_ctx;

typedef struct http_auth_backend_t {
    const char *name;
    handler_t (*basic)(request_st *r, void *p_d, const struct http_auth_require_t *require, const buffer *username,
                       const char *pw);
} http_auth_backend_t;
void http_auth_backend_set(const http_auth_backend_t *backend);

typedef handler_t (*fdevent_handler)(void *ctx, int revents);
fdnode *fdevent_register(fdevents *ev, int fd, fdevent_handler handler, void *ctx);
gw_handler_ctx *gw_handler_of(request_st *r);
