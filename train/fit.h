/* fit.h: labelled data -> model file. */
#ifndef ORDO_FIT_H
#define ORDO_FIT_H

#include "solve.h"

/* How one head is learnt. */
struct head_options {
    enum solver solver;
    double C;
    bool balanced;             /* class weights n / (n_classes n_class) */
    const char *class_weights; /* "CLASS=W,CLASS=W"; NULL: none */
    const double *offsets;     /* [n_offsets] added to the classes' decision values; of two classes
                                  they speak for the second less the first */
    size_t n_offsets;          /* 0: none; else the number of classes */
    enum ordo_head_kind kind;
    const char *order; /* ordered classes from low to high, "A,B,C"; NULL: as they are known */
};

/* Self-training (Scudder 1965, Yarowsky 1995): learns from unlabelled texts by the labels that it
 * gave them the round before. */
struct self_training {
    const char *const *paths; /* [n_paths] unlabelled texts; none: no self-training */
    size_t n_paths, rounds;
    double confidence; /* least calibrated probability of a label that is learnt from */
    double weight;     /* of such an example */
};

/* Labels that nobody vouches for. */
struct distant {
    const char *const *paths; /* [n_paths] */
    size_t n_paths;
    double weight; /* of such an example */
};

struct fit_options {
    struct ordo_spec spec;
    struct selection selection; /* of features, by the labels */
    struct dataset_names names;
    struct head_options heads[HEADS_MAX];
    const char *const *paths; /* [n_paths] data */
    size_t n_paths;
    const char *language; /* of the texts, kept in the record; NULL: recognised */
    const char *output;
    double epsilon, bias;
    bool naive_bayes;
    double interpolation;
    double tube;     /* regression: errors below it cost nothing, in standard deviations */
    const char *per; /* column of whose values each has a variant; in names.fields it follows
                        those of the specification. NULL: none */
    size_t id;       /* number in names.fields of what names a row (copies.h); 0: none */
    struct distant distant;
    struct self_training self_training;
    uint64_t max_size; /* bytes of the model file, for which features are dropped; 0: any */
    int calibration;   /* enum ordo_calibration; -1: that of least cross-validated log loss */
    size_t n_folds;    /* 0: no cross-validation */
    size_t seed, threads, bootstrap;
    const char *title; /* kept in the record */
};

/* *n_bad counts rows that were left out. */
int fit(const struct fit_options *options, const struct talk *talk, size_t *n_bad,
        struct ordo_error *error);

#endif
