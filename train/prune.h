/* prune.h: weights -> fewer features. */
#ifndef ORDO_PRUNE_H
#define ORDO_PRUNE_H

#include "head.h"

/* How all heads share a number of features. */
struct pruning {
    const struct fitted_head *heads; /* [n_heads], with their variants */
    size_t n_heads;
    uint32_t n_kept;
    struct matrix all; /* of all examples, over the features that the model keeps */
};

/* Importance [n_features] of each feature to all heads, from their weights on all examples. */
int prune_importance(double *importance, const struct pruning *pruning, const struct matrix *matrix,
                     struct ordo_error *error);
/* How many of the most important features fit into `room` bytes, each taking cost[feature]. */
int prune_count(uint32_t *n_kept, const double *importance, const uint32_t *cost,
                uint32_t n_features, uint64_t room, struct ordo_error *error);
/* Numbers the n_kept most important features in column[n_features]; ORDO_NONE: dropped. */
int prune_choose(uint32_t *column, const double *importance, uint32_t n_features, uint32_t n_kept,
                 struct ordo_error *error);
/* The rows of a matrix without the dropped features; of length one again where l2. */
int prune_matrix(struct matrix *pruned, const struct matrix *matrix, const uint32_t *column,
                 uint32_t n_kept, bool l2, struct ordo_error *error);

/* A fold's matrix without the features that are least important to what all heads learn from the
 * examples whose groups are not held[group]. */
int prune_fold(struct matrix *pruned, const struct pruning *pruning,
               const struct fit_options *options, const struct matrix *matrix, const bool *held,
               struct ordo_error *error);

#endif
