/* slices.h: which sources, speakers or targets a head fails on. */
#ifndef ORDO_SLICES_H
#define ORDO_SLICES_H

#include "metrics.h"

/* The examples that share a value of a field. */
struct slice {
    uint32_t value;    /* ORDO_NONE: all values that are too rare, together */
    uint32_t n_values; /* 1; of rare ones, how many */
    size_t n;
    uint32_t n_groups;
    struct figure score;      /* accuracy; of numbers the mean absolute error */
    struct figure detail;     /* macro-F1; of numbers the mean error, predicted minus gold */
    struct figure difference; /* score here minus that of all other examples */
    double worse_by;          /* the difference, more is worse */
    double p;                 /* that there is no difference; NaN where it cannot be tested: rare
                                 values, a single group, no other examples, or all scores equal */
    double p_adjusted;        /* Holm, over the values of the field */
};

struct slices {
    size_t n;
    struct slice *items; /* owned */
};

struct slicing {
    size_t least;     /* examples below which a value is rare */
    bool worst_first; /* else by falling n; rare values come last */
};

/* value: [n] of the field, below n_values. */
int slices_compute(struct slices *slices, const struct predictions *predictions,
                   const uint32_t *value, uint32_t n_values, const struct slicing *slicing,
                   const struct resampling *resampling, struct ordo_error *error);
/* The same of numbers: gold, predicted, group (may be NULL) and value: [n]. */
int slices_of_numbers(struct slices *slices, const double *gold, const double *predicted,
                      const uint32_t *group, size_t n, const uint32_t *value, uint32_t n_values,
                      const struct slicing *slicing, const struct resampling *resampling,
                      struct ordo_error *error);
void slices_release(struct slices *slices);

#endif
