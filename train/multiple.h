/* multiple.h: p-values of several questions asked at once. */
#ifndef ORDO_MULTIPLE_H
#define ORDO_MULTIPLE_H

#include "../lib/ordo.h"

/* Holm's step-down adjustment (Holm 1979): adjusted[i] <= 0.05 for all rejected at a family-wise
 * error of 0.05. NaNs are no questions and stay. */
int multiple_holm(double *adjusted, const double *p, size_t n, struct ordo_error *error);

#endif
