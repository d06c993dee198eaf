/* indirect.h: reported speech without marks: "X said that the treaty holds". */
#ifndef ORDO_INDIRECT_H
#define ORDO_INDIRECT_H

#include "cue.h"

/* A reported clause, and who reports it. */
struct indirect {
    struct ordo_span clause, sentence;
    struct finding finding;
};

/* Finds the reported clauses of the sentence [begin, end) of items, into *list, from *n on. Clauses
 * do not overlap, ascend, and hold no quotation. */
int ordo_indirect_find(const struct search *search, size_t begin, size_t end,
                       struct indirect **list, size_t *n, size_t *capacity,
                       struct ordo_error *error);

#endif
