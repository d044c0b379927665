#include <pthread.h>
#include <sched.h>

#include "tiled.h"

static int escape_time(double re, double im) {
    double a = 0, b = 0;
    int n = 0;
    while (n < 255 && a * a + b * b < 4) {
        double t = a * a - b * b + re;
        b = 2 * a * b + im;
        a = t;
        n++;
    }
    return n;
}

/* Meant to keep a tile in one CPU's cache. But the thread is libmicrohttpd's, the pin stays when the request is done,
 * and with time every thread of the pool sits on CPU 0: this is what pinlint is for. */
static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

void render_tile(unsigned zoom, unsigned x, unsigned y, unsigned char *pixels) {
    double width = 4.0 / (double)(1UL << zoom), left = -2 + x * width, top = -2 + y * width;
    stay_on_one_cpu();
    for (int row = 0; row < TILE_SIDE; row++)
        for (int column = 0; column < TILE_SIDE; column++)
            *pixels++ = (unsigned char)escape_time(left + column * width / TILE_SIDE, top + row * width / TILE_SIDE);
}
