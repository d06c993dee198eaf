/* head.h: one head while it is being fitted. */
#ifndef ORDO_HEAD_H
#define ORDO_HEAD_H

#include "fit.h"
#include "matrix.h"
#include "metrics.h"

struct fitted_head {
    struct ordo_head head;  /* arrays below are its classes, bias, a, b */
    const char **classes;   /* [n_classes], borrowed from the data set */
    double *bias, *a, *b;   /* [n_outputs] */
    double *class_weight;   /* [n_classes] */
    uint32_t *rows, *class; /* [n] labelled examples of this head */
    uint32_t *fold;         /* [n] */
    double *example_weight; /* [n] */
    uint32_t *group;        /* [n] */
    size_t n;
    double *weights; /* [n_outputs][n_columns], shared with children */
    size_t weights_size;
    double *decision; /* [n][n_outputs] of examples held out, shared with children */
    size_t decision_size;
    bool has_metrics;
    struct metrics metrics; /* cross-validated */
};

/* weights[n_classes] of the examples' classes. */
int head_class_weights(double *weights, const struct head_options *options, const uint32_t *class,
                       size_t n, const char *const *classes, uint32_t n_classes,
                       struct ordo_error *error);

int head_init(struct fitted_head *head, const struct fit_options *options,
              const struct dataset *dataset, size_t which, uint32_t n_columns,
              struct ordo_error *error);
void head_release(struct fitted_head *head);

/* Tasks of a head: for each of n_folds folds and then all examples, each output (Crammer-Singer:
 * all outputs at once). */
size_t head_tasks(const struct fitted_head *head, const struct fit_options *options, size_t which);
int head_solve(struct fitted_head *head, const struct fit_options *options, size_t which,
               struct matrices *matrices, size_t task, struct ordo_error *error);

/* The bias out of the weights, the offsets on it and on the decision values of examples held out,
 * and from these calibration and cross-validated metrics. */
int head_finish(struct fitted_head *head, const struct fit_options *options, size_t which,
                uint32_t n_features, struct ordo_error *error);

#endif
