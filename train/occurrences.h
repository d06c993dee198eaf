/* occurrences.h: one feature: its weight in every head, and where it occurs. */
#ifndef ORDO_OCCURRENCES_H
#define ORDO_OCCURRENCES_H

#include "inspect.h"

int occurrences(struct report *report, const struct ordo_model *model,
                const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
                struct ordo_error *error);

#endif
