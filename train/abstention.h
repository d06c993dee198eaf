/* abstention.h: what is gained when rows whose label is not sure enough get none. */
#ifndef ORDO_ABSTENTION_H
#define ORDO_ABSTENTION_H

#include "metrics.h"

#define THRESHOLDS_MAX 9

/* What is left when labels with a probability below `at` are withheld. */
struct threshold {
    double at;
    struct figure coverage; /* share of rows that get a label */
    struct figure accuracy; /* of those; NaN when there are none */
    struct figure *precision,
        *recall; /* [n_classes], owned; a row without a label is not recalled */
};

struct abstention {
    uint32_t n_classes;
    size_t n_thresholds;
    struct threshold thresholds[THRESHOLDS_MAX]; /* rising; those no probability of a label is
                                                    below are left out, but for 0 */
    /* Area under the risk-coverage curve: mean, over the examples, of the share of errors among
     * those at least as sure. Geifman, Uziel and El-Yaniv (2019); 0 is best. */
    struct figure aurc;
    struct figure *figures; /* owned; what the pointers above point into */
};

int abstention_compute(struct abstention *abstention, const struct predictions *predictions,
                       const struct resampling *resampling, struct ordo_error *error);
void abstention_release(struct abstention *abstention);

/* The risk-coverage curve (El-Yaniv and Wiener 2010): at most predictions->n points by falling
 * threshold, one for each distinct probability of a label. */
struct risk_point {
    double threshold, coverage, risk; /* risk: share of errors among the covered */
};

int abstention_curve(struct risk_point *points, size_t *n, const struct predictions *predictions,
                     struct ordo_error *error);

#endif
