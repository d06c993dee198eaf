/* head.h: one head while it is being fitted. */
#ifndef ORDO_HEAD_H
#define ORDO_HEAD_H

#include "calibrate.h"
#include "fit.h"
#include "matrix.h"
#include "metrics.h"
#include "regression.h"

/* Labelled examples come first, [0, n); then distant ones, [n, n_learnt), which are learnt from and
 * not judged by; then unlabelled ones, [n_learnt, n_all). An example of a group that is in a fold
 * is never learnt from when the fold is judged, whatever its role. */
struct fitted_head {
    struct ordo_head head; /* lent the arrays below */
    const char **classes;  /* [n_classes], borrowed from the data set */
    double *bias;          /* [n_outputs] */
    struct calibration calibration;
    double loss[ORDO_CALIBRATION_ISOTONIC + 1]; /* cross-validated, of each kind; NAN: not tried */
    double *class_weight;                       /* [n_classes] for the record; NULL of variants */
    uint32_t *rows;                             /* [n_all] in the data set */
    uint32_t *class;                            /* [n_all] */
    double *target;                             /* [n_all] of values, or ordered classes' places */
    uint32_t *fold;                             /* [n_all]; ORDO_NONE: in none */
    double *example_weight;                     /* [n_all] */
    uint32_t *group;                            /* [n_all] */
    size_t n, n_learnt, n_all;
    double *weights;  /* [n_outputs][n_columns], shared with children, as are the next two */
    double *decision; /* [n][n_outputs] of examples held out; without folds of all */
    uint32_t *taken;  /* [n_classes] unlabelled examples that the last model learnt from */
    size_t weights_size, decision_size, taken_size;
    bool has_metrics; /* cross-validated, with the variants' share */
    struct metrics metrics;
    struct metrics pooled;        /* of a head with variants: were it alone */
    struct regression regression; /* values, instead of metrics, as is the next */
    struct regression pooled_regression;
    double coverage; /* share of the targets within their interval */

    const struct fitted_head *whole; /* the head of all rows: itself, unless this is a variant */
    const char *value;               /* a variant's, owned by the whole */
    uint32_t *place;                 /* [n] where the whole has the variant's examples */
    struct fitted_head *variants;    /* [n_variants] ascending by value, owned */
    struct ordo_head *variant_heads; /* [n_variants] for the model, owned */
    size_t n_variants;
    char **values; /* [n_values], owned */
    size_t n_values;
    const struct pruning *pruning; /* NULL: all features are kept */
};

/* Whether a head can have this name, and so many classes. */
int head_check_name(const char *name, struct ordo_error *error);
int head_check_classes(const char *name, uint32_t n, struct ordo_error *error);
/* weights[n_classes] of the examples' classes. */
int head_class_weights(double *weights, const struct head_options *options, const uint32_t *class,
                       size_t n, const char *const *classes, uint32_t n_classes,
                       struct ordo_error *error);

int head_init(struct fitted_head *head, const struct fit_options *options,
              const struct dataset *dataset, size_t which, uint32_t n_columns,
              struct ordo_error *error);
void head_release(struct fitted_head *head);

/* Tasks of a head and its variants: for each of n_folds folds and then all examples, each output,
 * or all outputs at once where one needs the others or they are solved together. */
size_t head_tasks(const struct fitted_head *head, const struct fit_options *options, size_t which);
int head_solve(struct fitted_head *head, const struct fit_options *options, size_t which,
               struct matrices *matrices, size_t task, struct ordo_error *error);

/* The bias out of the weights, the offsets on it and on the decision values of examples held out,
 * and from these calibration and cross-validated metrics. */
int head_finish(struct fitted_head *head, const struct fit_options *options, size_t which,
                uint32_t n_features, struct ordo_error *error);

#endif
