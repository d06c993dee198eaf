/* model_diff.h: what differs between two models. */
#ifndef ORDO_MODEL_DIFF_H
#define ORDO_MODEL_DIFF_H

#include "inspect.h"

/* options->other against the model: specification, features, weights; with data, labels, too. */
int model_diff(struct report *report, const struct ordo_model *model,
               const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
               struct ordo_error *error);

#endif
