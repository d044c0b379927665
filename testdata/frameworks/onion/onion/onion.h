/* Declarations of our own: what onion's types.h, onion.h, url.h, handler.h, websocket.h and poller.h declare, as far as
 * server.c needs it. */
#ifndef ONION_ONION_H
#define ONION_ONION_H
#include <stddef.h>

typedef struct onion_t onion;
typedef struct onion_url_t onion_url;
typedef struct onion_handler_t onion_handler;
typedef struct onion_request_t onion_request;
typedef struct onion_response_t onion_response;
typedef struct onion_websocket_t onion_websocket;
typedef struct onion_poller_t onion_poller;
typedef struct onion_poller_slot_t onion_poller_slot;

enum onion_mode_e { O_ONE = 1, O_ONE_LOOP = 3, O_THREADED = 4, O_POLL = 0x020, O_POOL = 0x024 };
enum onion_connection_status_e { OCS_NEED_MORE_DATA = 1, OCS_PROCESSED = 2, OCS_WEBSOCKET = 4, OCS_INTERNAL_ERROR = -500 };
typedef enum onion_connection_status_e onion_connection_status;

typedef onion_connection_status (*onion_handler_handler)(void *privdata, onion_request *req, onion_response *res);
typedef void (*onion_handler_private_data_free)(void *privdata);
typedef onion_connection_status (*onion_websocket_callback_t)(void *privdata, onion_websocket *ws, size_t length);

onion *onion_new(int flags);
int onion_listen(onion *server);
onion_url *onion_root_url(onion *server);
onion_poller *onion_get_poller(onion *server);
void onion_set_internal_error_handler(onion *server, onion_handler *handler);
int onion_url_add(onion_url *url, const char *regexp, void *handler_f);
int onion_url_add_with_data(onion_url *url, const char *regexp, void *handler_f, void *data, void *datafree);
onion_handler *onion_handler_new(onion_handler_handler handler, void *privdata, onion_handler_private_data_free f);
int onion_response_printf(onion_response *res, const char *format, ...);
onion_websocket *onion_websocket_new(onion_request *req, onion_response *res);
void onion_websocket_set_callback(onion_websocket *ws, onion_websocket_callback_t cb);
onion_poller_slot *onion_poller_slot_new(int fd, int (*f)(void *), void *data);
void onion_poller_slot_set_shutdown(onion_poller_slot *el, void (*shutdown)(void *), void *data);
int onion_poller_add(onion_poller *poller, onion_poller_slot *el);
#endif
