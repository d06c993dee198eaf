/* indirect.h: reported speech without marks: "X said that the treaty holds". */
#ifndef ORDO_INDIRECT_H
#define ORDO_INDIRECT_H

#include "cue.h"

/* What is reported, and who reports it. */
struct indirect {
    struct ordo_span clauses[2]; /* two: "The talks, he said, will go on." */
    size_t n_clauses;
    struct ordo_span sentence;
    struct finding finding;
};

/* Whether a sentence can report anything, by the classes of all its words: most cannot. */
bool ordo_indirect_may_find(const struct narration *narration, uint64_t classes);

/* Finds the reported clauses of the sentence [begin, end) of items, into *list, from *n on. Clauses
 * do not overlap, ascend, and hold no quotation. */
int ordo_indirect_find(const struct search *search, size_t begin, size_t end,
                       struct indirect **list, size_t *n, size_t *capacity,
                       struct ordo_error *error);

#endif
