/* indirect.h: reported speech without marks: "X said that the treaty holds". */
#ifndef ORDO_INDIRECT_H
#define ORDO_INDIRECT_H

#include "cue.h"

/* What is reported, and who reports it. */
struct indirect {
    struct ordo_span clauses[2]; /* two: "The talks, he said, will go on." */
    size_t first[2];             /* their first items */
    size_t n_clauses;
    struct ordo_span sentence;
    struct finding finding;
};

/* Reads the rows from TRAIT_MAY_GO_ON on. */
void ordo_indirect_read(struct ordo_reading *reading, const char *text);
/* Finds the reported clauses of the sentence [begin, end) of items into *list, from *n on. Clauses
 * do not overlap, ascend, and hold no quotation. */
int ordo_indirect_find(const struct search *search, size_t begin, size_t end,
                       struct indirect **list, size_t *n, size_t *capacity,
                       struct ordo_error *error);

#endif
