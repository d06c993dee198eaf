/* indirect.h: reported speech without marks: "X said that the treaty holds". */
#ifndef ORDO_INDIRECT_H
#define ORDO_INDIRECT_H

#include "clause.h"

/* What is reported, and who reports it. */
struct indirect {
    struct ordo_span clauses[2]; /* two: "The talks, he said, will go on." */
    size_t first[2];             /* their first items */
    size_t n_clauses;
    struct ordo_span sentence;
    struct finding finding;
    size_t goes_on; /* the item behind the sentence, where nothing but its mood tells that it is
                       reported: a next one goes on with it. Else 0 */
};

/* Adds what a word of the sentence reports, unless too little is left of it without quotations. */
int ordo_indirect_add(struct ordo_reading *reading, const struct search *search,
                      struct report *report, struct clause sentence, struct ordo_error *error);
/* Finds the reported clauses of an article into reading->indirect. Clauses do not overlap, ascend,
 * and hold no quotation. */
int ordo_indirect_find(struct ordo_reading *reading, const char *text, struct ordo_error *error);

#endif
