/* folds.h: stratified folds that never part a group. */
#ifndef ORDO_FOLDS_H
#define ORDO_FOLDS_H

#include "../lib/ordo.h"

/* fold[i] in 0..n_folds for each example whose label is not ORDO_NONE, else ORDO_NONE. Examples of
 * one group share a fold; each fold's share of every class is as even as the groups allow. Fails
 * with fewer groups than folds. */
int folds_make(uint32_t *fold, const uint32_t *labels, size_t label_stride, const uint32_t *groups,
               size_t n, uint32_t n_classes, uint32_t n_folds, uint64_t seed,
               struct ordo_error *error);

/* The same with shares[n_folds] > 0 of every class, which sum to 1; NULL: equal ones. */
int folds_divide(uint32_t *fold, const uint32_t *labels, size_t label_stride,
                 const uint32_t *groups, size_t n, uint32_t n_classes, uint32_t n_folds,
                 const double *shares, uint64_t seed, struct ordo_error *error);

#endif
