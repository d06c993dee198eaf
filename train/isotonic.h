/* isotonic.h: decision values and outcomes -> rising table. */
#ifndef ORDO_ISOTONIC_H
#define ORDO_ISOTONIC_H

#include <stddef.h>
#include <stdint.h>

/* An example, or several pooled. */
struct pooled {
    double x;       /* mean decision value */
    double outcome; /* mean outcome */
    double weight;  /* examples */
};

/* Sorts points[n] by x and pools adjacent violators, and then the neighbours that differ least,
 * until x and outcome rise and at most `most` are left. Returns how many. */
size_t isotonic_pool(struct pooled *points, size_t n, size_t most);

#endif
