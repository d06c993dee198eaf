/* english_passive.h: what is said in English where nobody, or who stands behind "by", says it. */
#ifndef ORDO_ENGLISH_PASSIVE_H
#define ORDO_ENGLISH_PASSIVE_H

#include "clause.h"

/* "(when) asked whether the treaty holds": what the word at `at` of the sentence [begin, end)
 * reports, if it is such an "asked". */
bool ordo_english_asked(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report);
/* "The treaty is expected to hold": the same of a passive participle. */
bool ordo_english_passive(const struct search *search, size_t at, size_t begin, size_t end,
                          struct report *report);

#endif
