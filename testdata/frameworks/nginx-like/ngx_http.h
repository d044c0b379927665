/* Declarations of our own: what nginx 1.22.1 declares, as far as ngx_http_demo_module.c needs it. */
#include <stddef.h>
typedef long ngx_int_t;
typedef struct ngx_http_request_s ngx_http_request_t;
typedef struct ngx_conf_s ngx_conf_t;
typedef ngx_int_t (*ngx_http_handler_pt)(ngx_http_request_t *r);
typedef ngx_int_t (*ngx_http_output_header_filter_pt)(ngx_http_request_t *r);

typedef struct {
    void *elts;
    size_t nelts;
} ngx_array_t;

typedef struct {
    ngx_array_t handlers;
} ngx_http_phase_t;

typedef struct {
    ngx_http_phase_t phases[11];
} ngx_http_core_main_conf_t;

void *ngx_array_push(ngx_array_t *a);
ngx_http_core_main_conf_t *main_conf(ngx_conf_t *cf);
extern ngx_http_output_header_filter_pt ngx_http_top_header_filter;
