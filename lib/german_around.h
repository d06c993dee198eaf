/* german_around.h: attributions that stand in what they report. */
#ifndef ORDO_GERMAN_AROUND_H
#define ORDO_GERMAN_AROUND_H

#include "clause.h"

/* What stands around the attribution at `at`, in the sentence [begin, end): "laut X", "..., so X".
 */
bool ordo_german_around(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report);

#endif
