/* counts.h: texts -> how often each n-gram stands in each of them. Texts are read for this once;
 * every matrix that is wanted of them is made from the counts. */
#ifndef ORDO_COUNTS_H
#define ORDO_COUNTS_H

#include "dataset.h"

struct count {
    uint32_t feature, times;
};

struct counts {
    size_t n_rows;
    uint32_t n_features;
    size_t *start;       /* [n_rows + 1] into items, owned */
    struct count *items; /* owned; ascending by feature in each row */
};

/* Counts the features of `table` by the n-grams of `spec`, whose weighting plays no part. */
int counts_build(struct counts *counts, const struct ordo_spec *spec,
                 const struct ordo_table *table, const struct dataset *dataset,
                 struct ordo_error *error);
void counts_release(struct counts *counts);

#endif
