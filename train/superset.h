/* superset.h: the n-grams of many specifications, found in one reading of the texts. */
#ifndef ORDO_SUPERSET_H
#define ORDO_SUPERSET_H

#include "counts.h"

struct superset {
    struct counts counts;
    uint8_t *shape; /* [counts.n_features] what each is (vocabulary.h), owned */
};

/* Whether two specifications' n-grams can be found together: they differ in nothing but orders,
 * weighting and what is kept. */
bool superset_share(const struct ordo_spec *a, const struct ordo_spec *b);
/* Widens `all` to hold what `one` needs. */
void superset_join(struct ordo_spec *all, const struct ordo_spec *one);
/* The data set's fields are called fields[dataset->n_fields]; the specification may leave some out.
 * spec->min_df: a feature that is rarer among all examples is rarer among any of them. */
int superset_build(struct superset *superset, const struct ordo_spec *spec,
                   const struct dataset *dataset, const char (*fields)[ORDO_NAME_MAX],
                   struct ordo_error *error);
size_t superset_bytes(const struct superset *superset);
void superset_release(struct superset *superset);

#endif
