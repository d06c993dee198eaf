/* regression.h: gold and predicted values -> figures with intervals. */
#ifndef ORDO_REGRESSION_H
#define ORDO_REGRESSION_H

#include "bootstrap.h"

enum regression_measure { PEARSON, SPEARMAN, MAE, RMSE, N_REGRESSION };

extern const struct measure_name REGRESSION_MEASURES[N_REGRESSION];

struct regression {
    size_t n;
    struct figure measures[N_REGRESSION]; /* Pearson's r and Spearman's rho (NaN when one side is
                                             constant), mean absolute error and root of the mean
                                             squared error in units of the values */
};

/* gold, predicted: [n]; group: [n] or NULL. */
int regression_compute(struct regression *regression, const double *gold, const double *predicted,
                       const uint32_t *group, size_t n, const struct resampling *resampling,
                       struct ordo_error *error);

/* The figures alone, and on resamples: samples[N_REGRESSION][rounds]. */
int regression_draw(double *samples, double *measures, const double *gold, const double *predicted,
                    const uint32_t *group, size_t n, const struct resampling *resampling,
                    struct ordo_error *error);
/* The figures alone. measures: [N_REGRESSION]. */
int regression_measures(double *measures, const double *gold, const double *predicted, size_t n,
                        struct ordo_error *error);

#endif
