/* multiple.c: the smallest of n p-values counts n times, the next n - 1 times, and so on. */
#include "multiple.h"
#include "ranking.h"

#include <math.h>
#include <stdlib.h>

int multiple_holm(double *adjusted, const double *p, size_t n, struct ordo_error *error)
{
    uint32_t *order = malloc((n + 1) * sizeof *order);
    double *rank = calloc(n + 1, sizeof *rank), least = 0;
    size_t left = 0;

    if (order == NULL || rank == NULL) {
        free(order);
        free(rank);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < n; i++) {
        rank[i] = isnan(p[i]) ? -2 : -p[i];
        left += isnan(p[i]) ? 0 : 1;
    }
    if (ranking_order(order, rank, 1, n, error) != 0) {
        free(order);
        free(rank);
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        double product = p[order[i]] * (double)left;
        if (isnan(p[order[i]])) {
            adjusted[order[i]] = NAN;
            continue;
        }
        least = product > least ? product : least; /* never smaller than of a smaller p */
        adjusted[order[i]] = least < 1 ? least : 1;
        left--;
    }
    free(order);
    free(rank);
    return 0;
}
