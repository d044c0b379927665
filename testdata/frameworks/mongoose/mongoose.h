/* Declarations of our own: what mongoose 7's src/net.h, http.h and mqtt.h declare, as far as server.c needs it. */
#ifndef MONGOOSE_H
#define MONGOOSE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mg_connection;
typedef void (*mg_event_handler_t)(struct mg_connection *, int ev, void *ev_data, void *fn_data);

struct mg_timer;
struct mg_mgr {
    struct mg_connection *conns;
    struct mg_timer *timers;
};
struct mg_connection {
    struct mg_connection *next;
    struct mg_mgr *mgr;
    mg_event_handler_t fn;
    void *fn_data;
    mg_event_handler_t pfn;
    unsigned is_closing : 1;
};
struct mg_str {
    const char *ptr;
    size_t len;
};
struct mg_http_message {
    struct mg_str method, uri, body;
};
struct mg_mqtt_opts;
enum { MG_EV_ERROR, MG_EV_OPEN, MG_EV_POLL, MG_EV_HTTP_MSG = 11 };

void mg_mgr_init(struct mg_mgr *);
void mg_mgr_poll(struct mg_mgr *, int ms);
struct mg_connection *mg_listen(struct mg_mgr *, const char *url, mg_event_handler_t fn, void *fn_data);
struct mg_connection *mg_http_listen(struct mg_mgr *, const char *url, mg_event_handler_t fn, void *fn_data);
struct mg_connection *mg_mqtt_connect(struct mg_mgr *, const char *url, struct mg_mqtt_opts *opts, mg_event_handler_t fn,
                                      void *fn_data);
struct mg_timer *mg_timer_add(struct mg_mgr *mgr, uint64_t milliseconds, unsigned flags, void (*fn)(void *), void *arg);
bool mg_http_stream_body(struct mg_connection *c, struct mg_http_message *hm,
                         bool (*upload_fn)(struct mg_http_message *, struct mg_str *, void **user_data), void *user_data);
void mg_http_reply(struct mg_connection *, int status_code, const char *headers, const char *body_fmt, ...);
#endif
