/* doubt.h: labels that cross-validated prediction contradicts. */
#ifndef ORDO_DOUBT_H
#define ORDO_DOUBT_H

#include "dataset.h"

#define DOUBT_REASONS 3

/* An example whose label is doubtful. */
struct doubt {
    uint32_t example, given, suggested; /* numbers in the data set, classes */
    double p_given, p_suggested;        /* cross-validated, calibrated */
    struct {
        uint32_t feature; /* of the vocabulary */
        double weight;    /* log-count ratio of the suggested class to the given, times its value */
    } reasons[DOUBT_REASONS];
    size_t n_reasons;
};

struct doubts {
    struct doubt *items; /* owned; most doubtful first */
    size_t n;
    double *threshold; /* [n_classes] mean probability of a class among its own examples */
    double accuracy;   /* cross-validated */
    double macro_f1;
    size_t n_examples;
    char *names; /* owned; of the reasons' features, see doubt_reason */
    uint32_t *name_at;
};

struct doubt_options {
    const struct dataset_names *names;
    size_t n_folds, threads, seed;
};

/* Confident learning (Northcutt, Jiang and Chuang 2021, section 3; "both" pruning is theirs, here
 * an example is doubted when its label's probability is below and another class's above that
 * class's threshold): word 1-2-grams, tf-idf, L2 logistic regression with balanced classes, folds
 * that never part a group. Ranked by normalised margin, p(given) - p(suggested). */
int doubts_find(struct doubts *doubts, const struct dataset *dataset, size_t label,
                const struct doubt_options *options, struct ordo_error *error);
/* The name of a reason's feature; not NUL-terminated, its length to *length. */
const char *doubt_reason(const struct doubts *doubts, uint32_t feature, size_t *length);
void doubts_release(struct doubts *doubts);

#endif
