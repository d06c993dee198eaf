/* subset.h: which of the counted features a specification keeps, judged by the examples that are
 * learnt from and by no others. */
#ifndef ORDO_SUBSET_H
#define ORDO_SUBSET_H

#include "counts.h"

/* By labels: the n features that tell most about the classes. With several heads a feature is worth
 * what it is worth to the head that it tells most. */
enum selecting {
    SELECT_NONE,
    SELECT_CHI2, /* chi-square statistic of presence by class (Yang and Pedersen 1997) */
    SELECT_GAIN, /* information gain of presence, in nats (the same) */
    SELECT_L1,   /* order of entry to the path of an L1-regularised SVM */
    N_SELECTING
};
extern const char *const SELECTING_NAMES[N_SELECTING]; /* "none", "chi2", "gain", "l1" */

struct selection {
    enum selecting by;
    uint32_t n;
};

struct column {
    uint32_t index; /* ORDO_NONE: not kept */
    float idf;
};

struct subset {
    uint32_t n;             /* kept; numbered in the order of the counted features */
    struct column *columns; /* [counts->n_features], owned */
};

/* The examples that are learnt from. */
struct training {
    const uint32_t *rows; /* [n] */
    size_t n;
    const struct dataset *dataset; /* for its labels, which only a selection reads */
};

/* shape: of each counted feature (vocabulary.h); NULL: all are of the specification. */
int subset_choose(struct subset *subset, const struct counts *counts, const uint8_t *shape,
                  const struct ordo_spec *spec, const struct selection *selection,
                  const struct training *training, struct ordo_error *error);
/* How many counted features are of the specification, kept or not. */
uint32_t subset_most(const struct counts *counts, const uint8_t *shape,
                     const struct ordo_spec *spec);
void subset_release(struct subset *subset);

#endif
