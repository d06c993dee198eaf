/* strata.h: labels -> what every part has its share of. */
#ifndef ORDO_STRATA_H
#define ORDO_STRATA_H

#include "dataset.h"

struct strata {
    uint32_t *of_class[HEADS_MAX]; /* [n_classes] of each head, from 0, ascending */
    size_t n_heads;
    uint32_t *combination; /* [n] of the strata of an example's labels, none among them */
    uint32_t n_combinations;
};

/* Orders the classes of every head. A class is a stratum; of numbers, where there are more than
 * tenths, a tenth is. Combinations so rare that the part with the least share may get none of them
 * are one, so that together they are shared out. */
int strata_find(struct strata *strata, struct dataset *dataset, double least,
                struct ordo_error *error);
void strata_release(struct strata *strata);

#endif
