/* metrics.h: gold classes and predicted probabilities -> figures with intervals. */
#ifndef ORDO_METRICS_H
#define ORDO_METRICS_H

#include "../lib/ordo.h"

#define CLASSES_MAX 1024
#define ECE_BINS    15

/* Predictions of one head. Rows with gold ORDO_NONE do not exist for it. */
struct predictions {
    size_t n;
    uint32_t n_classes;
    const uint32_t *gold;      /* [n] */
    const double *probability; /* [n][n_classes] */
    const uint32_t *group;     /* [n] units of the bootstrap */
    const bool *averaged;      /* [n_classes] classes of `mean_f1`; NULL: all */
};

/* A figure with its 95 % percentile bootstrap interval. */
struct figure {
    double value, low, high;
};

struct metrics {
    size_t n;
    uint32_t n_classes;
    struct figure accuracy;
    struct figure macro_f1; /* mean F1 of all classes that occur in gold or predictions */
    struct figure mean_f1;  /* of the chosen classes */
    struct figure log_loss; /* mean -ln p(gold), p cut at 1e-15 */
    struct figure brier;    /* mean sum of squares over the classes, 0 to 2 */
    struct figure ece;      /* expected calibration error of the label's probability, 15 bins */
    struct figure *precision, *recall, *f1; /* [n_classes], owned */
    uint64_t *confusion;                    /* [gold][predicted], owned */
    uint64_t *support;                      /* [n_classes] gold, owned */
};

/* Intervals from `rounds` resamples of groups (0: none), drawn with gsl_rng from the seed. */
int metrics_compute(struct metrics *metrics, const struct predictions *predictions, size_t rounds,
                    uint64_t seed, struct ordo_error *error);
void metrics_release(struct metrics *metrics);

#endif
