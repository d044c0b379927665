#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tiled.h"

static enum MHD_Result send_copy(struct MHD_Connection *connection, unsigned status, const char *type, void *bytes,
                                 size_t size) {
    struct MHD_Response *response = MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_COPY);
    if (!response) return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result serve_tile(struct MHD_Connection *connection, unsigned zoom, unsigned x, unsigned y) {
    enum { HEADER = 15 };
    char image[HEADER + TILE_SIDE * TILE_SIDE + 1];
    snprintf(image, sizeof image, "P5\n%3d %3d\n255\n", TILE_SIDE, TILE_SIDE);
    render_tile(zoom, x, y, (unsigned char *)image + HEADER);
    stats_count();
    return send_copy(connection, MHD_HTTP_OK, "image/x-portable-graymap", image, HEADER + TILE_SIDE * TILE_SIDE);
}

static enum MHD_Result serve_stats(struct MHD_Connection *connection) {
    char text[64];
    int size = snprintf(text, sizeof text, "tiles %lu\n", stats_total());
    return send_copy(connection, MHD_HTTP_OK, "text/plain", text, (size_t)size);
}

enum MHD_Result answer(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                       const char *version, const char *upload, size_t *upload_size, void **state) {
    unsigned zoom, x, y;
    (void)cls, (void)version, (void)upload, (void)upload_size, (void)state;
    if (strcmp(method, "GET") != 0)
        return send_copy(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain", "GET only\n", 9);
    if (strcmp(url, "/stats") == 0) return serve_stats(connection);
    if (sscanf(url, "/tile/%2u/%9u/%9u", &zoom, &x, &y) == 3 && zoom < 32) return serve_tile(connection, zoom, x, y);
    return send_copy(connection, MHD_HTTP_NOT_FOUND, "text/plain", "not found\n", 10);
}
