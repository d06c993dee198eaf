/* offsets.h: what to add to the decision values of the classes, so that the labels suit the metric.
 */
#ifndef ORDO_OFFSETS_H
#define ORDO_OFFSETS_H

#include "criterion.h"

/* offsets[n_classes] that raise the criterion (not log loss) of the labels from decision[n]
 * [n_outputs], which must be of examples that were not learnt from. */
int offsets_choose(double *offsets, enum criterion_kind kind, const bool *averaged,
                   const uint32_t *gold, const double *decision, size_t n, uint32_t n_classes,
                   struct ordo_error *error);
/* The class of highest decision value with its offset (NULL: none); of two classes the second when
 * the one value, less the first's offset and with the second's, is above 0. */
uint32_t offsets_label(const double *decision, const double *offsets, uint32_t n_classes);

#endif
