/* sample.h: the examples that a comparison of candidates is made on, and their folds. */
#ifndef ORDO_SAMPLE_H
#define ORDO_SAMPLE_H

#include "dataset.h"

/* Of one head. */
struct sample_head {
    size_t label; /* number among the data set's */
    size_t n;
    uint32_t n_classes, n_groups;
    uint32_t *rows, *class; /* [n] owned; rows ascending */
    uint32_t *group;        /* [n] 0..n_groups */
    double *weight;         /* [n] */
    uint32_t *fold;         /* [n_repeats][n] */
};

struct sample {
    const struct dataset *dataset;
    size_t n_heads, n_folds, n_repeats;
    size_t n_rows; /* that any head has a label for */
    struct sample_head heads[HEADS_MAX];
};

static inline uint32_t sample_outputs(const struct sample_head *head)
{
    return head->n_classes == 2 ? 1 : head->n_classes;
}

/* Of the examples with in[row] (NULL: all). The first repeat's folds are those that `fit` makes of
 * the same examples with the same seed. */
int sample_make(struct sample *sample, const struct dataset *dataset, const bool *in,
                size_t n_folds, size_t n_repeats, uint64_t seed, struct ordo_error *error);
/* The same without folds: examples with out[row] are in fold 0, all others in fold 1. */
int sample_hold_out(struct sample *sample, const struct dataset *dataset, const bool *in,
                    const bool *out, struct ordo_error *error);
void sample_release(struct sample *sample);

/* Nested stratified group samples for successive halving: part[row] in 0..n_parts says in which of
 * the growing samples a row is first. shares[n_parts] > 0 sum to 1. */
int sample_parts(uint32_t *part, const struct dataset *dataset, const bool *in, size_t n_parts,
                 const double *shares, uint64_t seed, struct ordo_error *error);

#endif
