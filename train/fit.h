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
};

struct fit_options {
    struct ordo_spec spec;
    struct selection selection; /* of features, by the labels */
    struct dataset_names names;
    struct head_options heads[HEADS_MAX];
    const char *const *paths; /* [n_paths] data */
    size_t n_paths;
    const char *output;
    double epsilon, bias;
    bool naive_bayes;
    double interpolation;
    int calibration; /* enum ordo_calibration; -1: temperature, for two classes Platt */
    size_t n_folds;  /* 0: no cross-validation */
    size_t seed, threads, bootstrap;
    const char *title; /* kept in the record */
    const char *language; /* of the texts, kept there, too; NULL: recognised */
};

/* *n_bad counts rows that were left out. */
int fit(const struct fit_options *options, const struct talk *talk, size_t *n_bad,
        struct ordo_error *error);

#endif
