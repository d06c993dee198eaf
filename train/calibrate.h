/* calibrate.h: decision values of examples that were not learnt from -> calibration. */
#ifndef ORDO_CALIBRATE_H
#define ORDO_CALIBRATE_H

#include "../lib/ordo.h"

/* Fits a[n_outputs], b[n_outputs] of a head with head->calibration set, from decision values
 * [n][n_outputs] and classes [n] (ORDO_NONE: left out). */
int calibrate(const struct ordo_head *head, const double *decision, const uint32_t *class, size_t n,
              double *a, double *b, struct ordo_error *error);

#endif
