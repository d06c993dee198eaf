/* vocabulary.h: examples -> feature table with document frequencies. */
#ifndef ORDO_VOCABULARY_H
#define ORDO_VOCABULARY_H

#include "dataset.h"

struct vocabulary {
    uint32_t n_features;
    uint64_t *keys;    /* [n_features] ascending; NULL when hashed */
    uint32_t *df;      /* [n_features] */
    float *idf;        /* [n_features]; 1 without idf */
    uint32_t *name_at; /* [n_features + 1]; NULL when hashed */
    char *names;
    struct ordo_table table;
};

/* Uses no labels, so one vocabulary over all examples serves every fold of a cross-validation. */
int vocabulary_build(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                     const struct dataset *dataset, struct ordo_error *error);
void vocabulary_release(struct vocabulary *vocabulary);

#endif
