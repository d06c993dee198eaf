/* duplicates.h: texts that are the same, or nearly. */
#ifndef ORDO_DUPLICATES_H
#define ORDO_DUPLICATES_H

#include "../lib/ordo.h"

/* Character 5-grams of the normalised words, compared by Jaccard similarity. Candidates come from
 * MinHash signatures of 64 hashes in bands (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of
 * Massive Datasets, chapter 3), so that time is linear in the texts; each candidate is then
 * compared exactly. Bands of 4 find a pair of similarity 0.7 with probability 0.987, one of 0.8
 * with 0.9998. */

struct duplicate {
    uint32_t first, second; /* texts, first < second */
    double similarity;      /* 1: the same words in the same order */
};

struct duplicates {
    uint32_t *cluster; /* [n] lowest number among the texts that it is linked to, maybe its own */
    struct duplicate *pairs; /* [n_pairs] by second, then first; not all pairs of a large cluster */
    size_t n_pairs, capacity;
};

/* texts: every stride-th of [n * stride]. Pairs of at least `threshold`. Texts without words are
 * nobody's duplicates. */
int duplicates_find(struct duplicates *duplicates, const struct ordo_string *texts, size_t n,
                    size_t stride, double threshold, struct ordo_error *error);
void duplicates_release(struct duplicates *duplicates);

#endif
