typedef enum { HANDLER_GO_ON, HANDLER_FINISHED, HANDLER_ERROR } handler_t;
typedef struct request_st request_st;
typedef struct server server;

typedef struct plugin {
    const char *name;
    unsigned version;
    void *(*init)(void);
    handler_t (*set_defaults)(server *srv, void *p_d);
    void (*cleanup)(void *p_d);
    handler_t (*handle_uri_clean)(request_st *r, void *p_d);
    handler_t (*handle_subrequest)(request_st *r, void *p_d);
    handler_t (*handle_request_reset)(request_st *r, void *p_d);
    handler_t (*handle_trigger)(server *srv, void *p_d);
    void *data;
} plugin;
