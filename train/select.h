/* select.h: what features tell about the classes. */
#ifndef ORDO_SELECT_H
#define ORDO_SELECT_H

#include "subset.h"

/* score[subset->n], zeroed by the caller: for each kept feature the highest of its scores under the
 * labels of the training examples. Higher tells more. */
int select_score(double *score, const struct counts *counts, const struct subset *subset,
                 const struct ordo_spec *spec, const struct selection *selection,
                 const struct training *training, struct ordo_error *error);

/* From how many examples of each class hold a feature, and how many there are. */
double select_chi2(const uint32_t *holds, const uint32_t *examples, uint32_t n_classes);
double select_gain(const uint32_t *holds, const uint32_t *examples, uint32_t n_classes);

#endif
