/* copies.h: examples that are copies of others. */
#ifndef ORDO_COPIES_H
#define ORDO_COPIES_H

#include "dataset.h"

/* Moves each copy of a text, the same words in the same order, to the group of the first, so that a
 * fold holds all of them. Groups are not united by it: where many documents have the same formula,
 * one group would be left. An example that is not judged by and names no group goes to that of the
 * labelled one which has the same value in field `id` (0: names are not looked at). */
int copies_join(struct dataset *dataset, size_t id, struct ordo_error *error);

/* known[n]: whether an example of a data set with one column of labels has a label, or the text or
 * the name of one that has. */
int copies_known(bool *known, const struct dataset *dataset, size_t id, struct ordo_error *error);

#endif
