/* paired.h: whether one contender is better than another on the same rows. */
#ifndef ORDO_PAIRED_H
#define ORDO_PAIRED_H

#include "lineup.h"

#define PAIRED_MEASURES_MAX 16

struct paired_options {
    const unsigned *measures; /* [n_measures] enum measure, of values enum regression_measure */
    size_t n_measures;
    const bool *averaged; /* of MEAN_F1; [classes in order], NULL: all */
    struct resampling resampling;
    size_t permutations;
};

/* A measure of two contenders, a - b. */
struct paired_difference {
    size_t a, b, measure;     /* numbers of contenders; place in options->measures */
    struct figure difference; /* paired bootstrap of groups */
    double p_bootstrap;       /* two-sided: twice the share of resamples on the other side of 0 */
    double p;                 /* approximate randomisation (Noreen 1989), two-sided */
    double detectable;        /* a difference that would be found with power 0.8 at level 0.05: 2.8
                                 standard errors; NaN without resamples */
};

/* Which contender is right where only one is. */
struct mcnemar {
    size_t a, b;
    uint64_t only_a, only_b;
    double p; /* exact, two-sided */
};

struct paired {
    struct figure *figures;                /* [n_contenders][n_measures], owned */
    size_t n_pairs;                        /* of contenders */
    struct paired_difference *differences; /* [n_pairs][n_measures], owned */
    struct mcnemar *mcnemar;               /* [n_pairs], owned; of classes alone */
};

int paired_compare(struct paired *paired, const struct lineup *lineup,
                   const struct paired_options *options, struct ordo_error *error);
void paired_release(struct paired *paired);

/* McNemar's test by the binomial distribution (McNemar 1947). */
double paired_mcnemar(uint64_t only_a, uint64_t only_b);

#endif
