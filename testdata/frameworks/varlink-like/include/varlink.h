// Declarations of systemd's varlink, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
typedef struct Varlink Varlink;
typedef struct VarlinkServer VarlinkServer;
typedef struct JsonVariant JsonVariant;
typedef int (*VarlinkMethod)(Varlink *link, JsonVariant *parameters, int flags, void *userdata);
typedef int (*VarlinkReply)(Varlink *link, JsonVariant *parameters, const char *error_id, int flags, void *userdata);
typedef int (*VarlinkConnect)(VarlinkServer *server, Varlink *link, void *userdata);
int varlink_bind_reply(Varlink *v, VarlinkReply reply);
int varlink_server_bind_method(VarlinkServer *s, const char *method, VarlinkMethod callback);
int varlink_server_bind_method_many_internal(VarlinkServer *s, ...);
#define varlink_server_bind_method_many(s, ...) varlink_server_bind_method_many_internal(s, __VA_ARGS__, NULL)
int varlink_server_bind_connect(VarlinkServer *s, VarlinkConnect connect);
