/* tally.h: labelled predictions, added up -> figures. */
#ifndef ORDO_TALLY_H
#define ORDO_TALLY_H

#include "bootstrap.h"

#define CLASSES_MAX 1024
#define ECE_BINS    15

/* What one example contributes. */
struct point {
    uint32_t gold, label, bin;
    double confidence, log_loss, brier; /* confidence: probability of the label */
};

/* p: [n_classes]; label ORDO_NONE: the most probable class. */
struct point point_of(uint32_t gold, uint32_t label, const double *p, uint32_t n_classes);

/* Figures of a head as a whole. */
enum measure {
    ACCURACY,
    MACRO_F1,          /* mean F1 of all classes that occur in gold or predictions */
    MEAN_F1,           /* of the chosen classes */
    BALANCED_ACCURACY, /* mean recall of the classes that occur in gold */
    KAPPA,             /* Cohen (1960): agreement of gold and predicted beyond chance */
    WEIGHTED_KAPPA,    /* Cohen (1968), squared distance of the classes' numbers */
    MCC,               /* Matthews (1975); for more than two classes Gorodkin (2004) */
    LOG_LOSS,          /* mean -ln p(gold), p cut at 1e-15 */
    BRIER,             /* mean sum of squares over the classes, 0 to 2 */
    ECE,               /* expected calibration error of the label's probability, 15 bins */
    N_MEASURES
};

extern const struct measure_name MEASURES[N_MEASURES];

/* Sums over a sample; all figures follow from them. */
struct tally {
    uint32_t n_classes;
    uint64_t *confusion; /* [n_classes gold][n_classes predicted], owned */
    uint64_t n;
    double log_loss, brier;
    double bin_confidence[ECE_BINS];
    uint64_t bin_n[ECE_BINS], bin_right[ECE_BINS];
};

int tally_init(struct tally *tally, uint32_t n_classes, struct ordo_error *error);
void tally_clear(struct tally *tally);
/* An example that occurs `times` times. */
void tally_add(struct tally *tally, const struct point *point, uint32_t times);
/* measures: [N_MEASURES], NaN where undefined; averaged: [n_classes] those of MEAN_F1, NULL: all
 * that occur. by_class: [n_classes][3] precision, recall, F1, NaN where undefined; or NULL. whole:
 * of a resample, by_class of the whole sample, which a class that the resample misses has in the
 * means, so that they are over the same classes in each; else NULL. */
void tally_measures(const struct tally *tally, const bool *averaged, const double *whole,
                    double *measures, double *by_class);
void tally_release(struct tally *tally);

#endif
