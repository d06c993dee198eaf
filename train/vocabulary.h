/* vocabulary.h: examples -> feature table with document frequencies. */
#ifndef ORDO_VOCABULARY_H
#define ORDO_VOCABULARY_H

#include "subset.h"

struct vocabulary {
    uint32_t n_features;
    uint64_t *keys;    /* [n_features] ascending; NULL when hashed */
    uint32_t *df;      /* [n_features] */
    float *idf;        /* [n_features]; 1 without idf */
    uint32_t *name_at; /* [n_features + 1]; NULL when hashed */
    char *names;
    uint8_t *shape; /* [n_features]; NULL when hashed */
    struct ordo_table table;
};

/* What an n-gram is: its field, its kind, and how many words, characters or words between there
 * are. */
#define SHAPES 256
static inline uint8_t shape_of(unsigned field, enum ordo_ngram_kind kind, unsigned size)
{
    return (uint8_t)(field << 5 | (unsigned)kind << 3 | (size - 1));
}

int vocabulary_build(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                     const struct dataset *dataset, struct ordo_error *error);
/* The same without names, which take another pass over the texts. */
int vocabulary_count(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                     const struct dataset *dataset, struct ordo_error *error);
/* Only features whose column has an index stay. Not for hashed ones. */
int vocabulary_keep(struct vocabulary *vocabulary, const struct column *columns,
                    struct ordo_error *error);
/* ln((1 + n) / (1 + df)) + 1 */
float vocabulary_idf(size_t n, uint32_t df);
void vocabulary_release(struct vocabulary *vocabulary);

#endif
