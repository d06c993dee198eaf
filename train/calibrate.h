/* calibrate.h: decision values of examples that were not learnt from -> calibration. */
#ifndef ORDO_CALIBRATE_H
#define ORDO_CALIBRATE_H

#include "../lib/ordo.h"

#define KNOTS_MAX 64 /* of one output's isotonic table */

/* What fills a head's members of these names. */
struct calibration {
    enum ordo_calibration how;
    double *a, *b; /* [n_outputs], owned */
    double *parameters;
    uint32_t n_parameters;
};

/* A head's examples, each scored by a model that did not see its fold. */
struct held_out {
    const struct ordo_head *head; /* for kind, n_classes and n_outputs */
    const double *decision;       /* [n][n_outputs] */
    const uint32_t *class;        /* [n]; ORDO_NONE: left out. Not for values */
    const double *target;         /* [n] of values; else NULL */
    const uint32_t *fold;         /* [n] */
    size_t n;
    uint32_t n_folds;
};

/* Fits one kind of calibration to the examples outside of fold `without` (ORDO_NONE: to all). Of
 * ordered classes `how` is thresholds, of values residuals. */
int calibrate(struct calibration *calibration, const struct held_out *held_out,
              enum ordo_calibration how, uint32_t without, struct ordo_error *error);
void calibration_release(struct calibration *calibration);

/* Points a head at a calibration, which must outlive it. */
void calibration_lend(struct ordo_head *head, const struct calibration *calibration);

/* Probabilities [n][n_classes] of each example by a calibration that did not see its fold; of
 * values estimates[n]. One of both is NULL. */
int calibrate_across(double *probability, struct ordo_estimate *estimates,
                     const struct held_out *held_out, enum ordo_calibration how,
                     struct ordo_error *error);

/* The kind of least cross-validated log loss. loss: [ORDO_CALIBRATION_ISOTONIC + 1] of each kind,
 * NAN for those that were not tried. probability (or NULL): calibrate_across's by the chosen
 * kind. */
int calibrate_choose(enum ordo_calibration *how, double *loss, double *probability,
                     const struct held_out *held_out, struct ordo_error *error);

extern const char *const CALIBRATION_NAMES[]; /* by enum ordo_calibration */

#endif
