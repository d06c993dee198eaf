/* lesson.h: what one fit of a head learns from -> weights. */
#ifndef ORDO_LESSON_H
#define ORDO_LESSON_H

#include "head.h"

/* A head's examples without those that are held out. */
struct lesson {
    const struct fitted_head *head;
    const struct fit_options *options;
    size_t which;
    const struct matrix *matrix; /* set by the caller before it solves */
    uint32_t *rows, *class, *group;
    double *weight, *target;
    double *class_weight; /* [n_classes] of the labelled ones among them */
    size_t n;             /* to learn from; there is room for the pool behind them */
    uint32_t *pool;       /* [n_pool] unlabelled rows */
    size_t n_pool;
    unsigned seed; /* of output 0; each output has its own */
};

/* Leaves out the fold (SIZE_MAX: none) and every example whose group is held[group] (NULL: none).
 */
int lesson_init(struct lesson *lesson, const struct fitted_head *head,
                const struct fit_options *options, size_t which, size_t fold, const bool *held,
                struct ordo_error *error);
int lesson_copy(struct lesson *copy, const struct lesson *lesson, struct ordo_error *error);
void lesson_release(struct lesson *lesson);

/* Weights [n_columns] of one output. */
int lesson_solve(double *weights, const struct lesson *lesson, uint32_t output,
                 struct ordo_error *error);
/* Weights [n_outputs][n_columns] of all outputs, with self-training where the head has an
 * unlabelled pool; taken[n_classes] (or NULL) counts what was learnt from it. */
int lesson_learn(double *weights, struct lesson *lesson, uint32_t *taken, struct ordo_error *error);
/* What the targets are told apart from: 0 for classes. */
double lesson_center(const struct lesson *lesson);

#endif
