/* Declarations of our own: what lwan's src/lib/lwan.h declares, as far as pages.c needs it. */
#ifndef LWAN_H
#define LWAN_H
#include <stddef.h>

struct lwan;
struct lwan_request;
struct lwan_strbuf;
enum lwan_http_status { HTTP_OK = 200, HTTP_UNAVAILABLE = 503 };
struct lwan_key_value;

struct lwan_response {
    struct lwan_strbuf *buffer;
    const char *mime_type;
    union {
        struct {
            const struct lwan_key_value *headers;
        };
        struct {
            enum lwan_http_status (*callback)(struct lwan_request *request, void *data);
            void *data;
        } stream;
    };
};
struct lwan_module {
    enum lwan_http_status (*handle_request)(struct lwan_request *request, struct lwan_response *response, void *instance);
    void *(*create)(const char *prefix, void *args);
    void (*destroy)(void *instance);
};
struct lwan_module_info {
    const char *name;
    const struct lwan_module *module;
};
struct lwan_handler_info {
    const char *name;
    enum lwan_http_status (*handler)(struct lwan_request *request, struct lwan_response *response, void *data);
    const char *route;
};
struct lwan_url_map {
    enum lwan_http_status (*handler)(struct lwan_request *request, struct lwan_response *response, void *data);
    void *data;
    const char *prefix;
    const struct lwan_module *module;
    void *args;
};

/* A function, and a record of it in a section that the linker collects. */
#define LWAN_HANDLER_ROUTE(name_, route_)                                                                                \
    static enum lwan_http_status lwan_handler_##name_(struct lwan_request *, struct lwan_response *, void *);            \
    static const struct lwan_handler_info __attribute__((used, section("lwan_handler"), aligned(8)))                     \
    lwan_handler_info_##name_ = {.name = #name_, .route = route_, .handler = lwan_handler_##name_};                      \
    __attribute__((used)) static enum lwan_http_status lwan_handler_##name_(                                             \
        struct lwan_request *request __attribute__((unused)), struct lwan_response *response __attribute__((unused)),    \
        void *data __attribute__((unused)))
#define LWAN_HANDLER(name_) LWAN_HANDLER_ROUTE(name_, NULL)
#define LWAN_REGISTER_MODULE(name_, module_)                                                                             \
    const struct lwan_module_info __attribute__((used, section("lwan_module")))                                          \
    lwan_module_info_##name_ = {.name = #name_, .module = module_}

void lwan_init(struct lwan *l);
void lwan_set_url_map(struct lwan *l, const struct lwan_url_map *map);
void lwan_main_loop(struct lwan *l);
int lwan_strbuf_set_static(struct lwan_strbuf *s, const char *text, size_t length);
#endif
