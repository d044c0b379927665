/* Declarations of our own: what uwsgi 2.0.21's uwsgi.h declares, as far as tile_plugin.c needs it. */
#ifndef UWSGI_H
#define UWSGI_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h> // pthread_t

struct wsgi_request;
struct uwsgi_option;
struct uwsgi_route {
    void *data;
    int (*if_func)(struct wsgi_request *, struct uwsgi_route *);
    int (*func)(struct wsgi_request *, struct uwsgi_route *);
    void (*free)(struct uwsgi_route *);
};
struct uwsgi_transformation {
    int (*func)(struct wsgi_request *, struct uwsgi_transformation *);
    struct uwsgi_transformation *next;
};
struct uwsgi_plugin {
    const char *name;
    uint8_t modifier1;
    int (*init)(void);
    void (*post_fork)(void);
    struct uwsgi_option *options;
    int (*request)(struct wsgi_request *);
    void (*after_request)(struct wsgi_request *);
    void (*init_apps)(void);
    int (*manage_udp)(char *, int, char *, int);
    int (*signal_handler)(uint8_t, void *);
    int (*spooler)(char *, char *, uint16_t, char *, size_t);
    uint64_t (*rpc)(void *, uint8_t, char **, uint16_t *, char **);
    int (*mule_msg)(char *, size_t);
};
struct uwsgi_thread {
    pthread_t tid;
    void (*func)(struct uwsgi_thread *);
};
struct uwsgi_offload_request;
struct uwsgi_router;
struct uwsgi_route_var;
struct uwsgi_offload_engine;
struct uwsgi_logchunk;

int uwsgi_register_rpc(char *, struct uwsgi_plugin *, uint8_t, void *);
struct uwsgi_router *uwsgi_register_router(char *, int (*)(struct uwsgi_route *, char *));
struct uwsgi_route_var *uwsgi_register_route_var(char *, char *(*)(struct wsgi_request *, char *, uint16_t, uint16_t *));
struct uwsgi_transformation *uwsgi_add_transformation(struct wsgi_request *wsgi_req,
                                                      int (*func)(struct wsgi_request *, struct uwsgi_transformation *),
                                                      void *);
struct uwsgi_logchunk *uwsgi_register_logchunk(char *, ssize_t (*)(struct wsgi_request *, char **), int);
struct uwsgi_offload_engine *uwsgi_offload_register_engine(
    char *, int (*)(struct wsgi_request *, struct uwsgi_offload_request *),
    int (*)(struct uwsgi_thread *, struct uwsgi_offload_request *, int));
struct uwsgi_thread *uwsgi_thread_new(void (*)(struct uwsgi_thread *));
int uwsgi_response_write_body_do(struct wsgi_request *, char *, size_t);
int uwsgi_hooked_parse(char *, size_t, void (*)(char *, uint16_t, char *, uint16_t, void *), void *);
#endif
