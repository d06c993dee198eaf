/* naive_bayes.h: the log-count ratio of NBSVM (Wang and Manning 2012). */
#ifndef ORDO_NAIVE_BAYES_H
#define ORDO_NAIVE_BAYES_H

#include "solve.h"

/* The examples' rows with each value times its feature's ratio; rows of other examples are NULL. */
struct scaled {
    struct matrix matrix;
    double *ratio; /* [n_columns]; 1 for the bias */
};

int naive_bayes_scale(struct scaled *scaled, const struct examples *examples, uint32_t positive,
                      struct ordo_error *error);
/* Turns weights over scaled values into weights over values, interpolated as the paper does:
 * w' = (1 - b) mean |w| + b w, then times the ratio. So a model file needs no ratios. */
void naive_bayes_fold(double *weights, const struct scaled *scaled, double interpolation);
void naive_bayes_release(struct scaled *scaled);

#endif
