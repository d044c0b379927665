/* tiled: a small HTTP server that draws tiles of the Mandelbrot set, and the program of pinlint's demo.
 *
 *     GET /tile/ZOOM/X/Y   a picture of 256 x 256 points (PGM)
 *     GET /stats           how many were drawn
 */
#ifndef TILED_H
#define TILED_H

#include <microhttpd.h>

enum { TILE_SIDE = 256 };

/* handler.c: answers every request, on libmicrohttpd's threads. */
enum MHD_Result answer(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                       const char *version, const char *upload, size_t *upload_size, void **state);

/* tile.c: draws into pixels, TILE_SIDE * TILE_SIDE bytes. */
void render_tile(unsigned zoom, unsigned x, unsigned y, unsigned char *pixels);

/* stats.c */
void stats_start(void);
void stats_count(void);
unsigned long stats_total(void);

#endif
