/* metrics.h: gold classes and predicted probabilities -> figures with intervals. */
#ifndef ORDO_METRICS_H
#define ORDO_METRICS_H

#include "tally.h"

/* Predictions of one head. Rows with gold ORDO_NONE do not exist for it. */
struct predictions {
    size_t n;
    uint32_t n_classes;
    const uint32_t *gold;      /* [n] */
    const double *probability; /* [n][n_classes] */
    const uint32_t *group;     /* [n] units of the bootstrap */
    const bool *averaged;      /* [n_classes] classes of `mean_f1`; NULL: all */
};

/* What each example contributes, [n], the caller's to free; NULL without memory. */
struct point *metrics_points(const struct predictions *predictions);

struct metrics {
    size_t n;
    uint32_t n_classes;
    union {
        struct figure measures[N_MEASURES]; /* by enum measure */
        struct {                            /* the same by name */
            struct figure accuracy, macro_f1, mean_f1, balanced_accuracy, kappa, weighted_kappa,
                mcc, log_loss, brier, ece;
        };
    };
    struct figure *precision, *recall, *f1; /* [n_classes], owned */
    uint64_t *confusion;                    /* [gold][predicted], owned */
    uint64_t *support;                      /* [n_classes] gold, owned */
};

/* Intervals from `rounds` resamples of groups (0: none), drawn from the seed. */
int metrics_compute(struct metrics *metrics, const struct predictions *predictions, size_t rounds,
                    uint64_t seed, struct ordo_error *error);
/* The same, with the resamples in several processes. */
int metrics_resample(struct metrics *metrics, const struct predictions *predictions,
                     const struct resampling *resampling, struct ordo_error *error);
/* What always answering the commonest class would reach. Returns that class. */
uint32_t metrics_commonest(const struct metrics *metrics, double *accuracy, double *macro_f1);
void metrics_release(struct metrics *metrics);

#endif
