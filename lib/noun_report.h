/* noun_report.h: what nouns and adjectives report in English. */
#ifndef ORDO_NOUN_REPORT_H
#define ORDO_NOUN_REPORT_H

#include "clause.h"

#define WORD_REPORTING_ADJECTIVE (WORD(CUE_ADJECTIVE) | WORD(TO_ADJECTIVE))

/* What the noun or adjective at `at` reports in the sentence [begin, end). */
bool ordo_noun_report(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report);

#endif
