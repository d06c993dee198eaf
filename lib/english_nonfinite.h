/* english_nonfinite.h: verbs in English that report without being finite. */
#ifndef ORDO_ENGLISH_NONFINITE_H
#define ORDO_ENGLISH_NONFINITE_H

#include "clause.h"

/* Whether a verb that is not finite reports: "..., praising the plan", "is calling for a vote", "by
 * saying that", "tried to deny it". A gerund behind an article or an adjective is a noun. */
bool ordo_english_may_report(const struct search *search, size_t at, size_t begin);
/* "Saying that the treaty holds, Silva left", "While praising the treaty, ...": the subject comes
 * behind the comma. */
bool ordo_english_opening_gerund(const struct search *search, size_t at, size_t begin, size_t end,
                                 struct report *report);
/* The subject of the verb at `at`, which is not finite: "Silva is accusing", "cited Silva as
 * saying". */
bool ordo_english_own_subject(const struct search *search, size_t at, size_t begin,
                              struct finding *finding);

#endif
