/* minimise.h: a smooth function -> where it is least, by GSL's BFGS. */
#ifndef ORDO_MINIMISE_H
#define ORDO_MINIMISE_H

#include "../lib/ordo.h"

/* The function's value at `at`; fills slope[n]. */
typedef double smooth_function(const double *at, double *slope, void *context);

/* Moves at[n] downhill until the slope's length is below `flat` or nothing more is gained. */
int minimise(double *at, size_t n, double flat, smooth_function *function, void *context,
             struct ordo_error *error);

#endif
