/* self_train.h: weights and unlabelled texts -> better weights. */
#ifndef ORDO_SELF_TRAIN_H
#define ORDO_SELF_TRAIN_H

#include "lesson.h"

/* Improves the weights that were learnt from a lesson, in rounds. The lesson's examples are its own
 * again afterwards. */
int self_train(double *weights, struct lesson *lesson, uint32_t *taken, struct ordo_error *error);

#endif
