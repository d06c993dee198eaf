/* adjunct.h: in English, what stands between a verb and what it reports, and where that begins. */
#ifndef ORDO_ADJUNCT_H
#define ORDO_ADJUNCT_H

#include "clause.h"

/* "At least seven", "more than half of", "nearly a third of", "no civilians": how many of a subject
 * there are, from `at` on. Returns where the count ends, or `at`. */
size_t ordo_behind_count(const struct search *search, size_t at);
/* Where the first of two phrases side by side ends: "told the union | its leaders ...", "called the
 * treaty | a gift". */
size_t ordo_first_phrase_end(const struct search *search, size_t at, size_t past);
/* Over "on Monday", "in a statement", "last week" at `at`: what can stand between a verb and its
 * clause. Returns their end. */
size_t ordo_behind_adjuncts(const struct search *search, size_t at, size_t end);

#endif
