#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../stats.h"

static int failures;

static void same(const char *what, double got, double want) {
    if (fabs(got - want) < 1e-12 || (isnan(got) && isnan(want))) return;
    fprintf(stderr, "%s: %g instead of %g\n", what, got, want);
    failures++;
}

static void quartiles(const char *what, bench_quartiles got, double low, double median, double high) {
    same(what, got.low, low);
    same(what, got.median, median);
    same(what, got.high, high);
}

int main(void) {
    const double odd[] = {9, 1, 5, 3, 7}, even[] = {4, 2, 1, 3}, one[] = {6};
    quartiles("odd", bench_quartiles_of(odd, 5), 3, 5, 7);
    quartiles("even", bench_quartiles_of(even, 4), 1.75, 2.5, 3.25);
    quartiles("one", bench_quartiles_of(one, 1), 6, 6, 6);
    quartiles("none", bench_quartiles_of(one, 0), NAN, NAN, NAN);
    same("the values stay where they are", odd[0], 9);

    /* Of each round, not of the medians: both medians are 20. */
    const double ours[] = {10, 20, 40}, base[] = {40, 20, 10};
    quartiles("ratio", bench_ratio_of(ours, base, 3), .625, 1, 2.5);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
