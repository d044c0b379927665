#include "stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double at(const double *sorted, size_t count, double part) {
    double place = part * (double)(count - 1);
    size_t below = (size_t)place, above = below + 1 < count ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

bench_quartiles bench_quartiles_of(const double *values, size_t count) {
    bench_quartiles none = {NAN, NAN, NAN};
    double *sorted = count ? malloc(count * sizeof *sorted) : NULL;
    if (!sorted) return none;
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_value);
    bench_quartiles quartiles = {at(sorted, count, .25), at(sorted, count, .5), at(sorted, count, .75)};
    free(sorted);
    return quartiles;
}

bench_quartiles bench_ratio_of(const double *values, const double *others, size_t count) {
    bench_quartiles none = {NAN, NAN, NAN};
    double *ratios = count ? malloc(count * sizeof *ratios) : NULL;
    if (!ratios) return none;
    for (size_t i = 0; i < count; i++) ratios[i] = values[i] / others[i];
    bench_quartiles quartiles = bench_quartiles_of(ratios, count);
    free(ratios);
    return quartiles;
}
