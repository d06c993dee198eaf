/* english_source.h: what is said in English where a phrase beside it tells whose words they are. */
#ifndef ORDO_ENGLISH_SOURCE_H
#define ORDO_ENGLISH_SOURCE_H

#include "clause.h"

/* "said X, the director of ...", "said X, who ...": whether the words at `at` belong to X; not
 * "said X, the treaty holds". */
bool ordo_english_is_appositive(const struct search *search, size_t at, size_t end);
/* "according to X" at `at`, in the sentence [begin, end). */
bool ordo_english_according(const struct search *search, size_t at, size_t begin, size_t end,
                            struct report *report);
/* "As X noted, ...", "in a poll, ...", "in X's view, ...": the same of "as", "poll" or "view" at
 * `at`. */
bool ordo_english_source(const struct search *search, size_t at, size_t begin, size_t end,
                         struct report *report);
/* Whether the word at `at` may be one of these. */
bool ordo_english_may_source(const struct search *search, size_t at);

#endif
