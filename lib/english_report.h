/* english_report.h: reported speech without marks in English, and in languages that have no file of
 * their own. */
#ifndef ORDO_ENGLISH_REPORT_H
#define ORDO_ENGLISH_REPORT_H

#include "clause.h"

/* Reads the row TRAIT_REPORTS: of all other words ordo_english_report() finds nothing. */
void ordo_english_reports_read(struct ordo_reading *reading, const char *text);
/* What the word at `at` reports in the sentence [begin, end); `last` is the finding before it
 * there. A finding that is not found names nobody: "is expected to". */
bool ordo_english_report(const struct search *search, size_t at, size_t begin, size_t end,
                         const struct finding *last, struct report *report);
/* "..., their union said on Friday.", "..., according to the union.": the attribution at the end
 * governs the whole sentence. */
bool ordo_english_trailing(const struct search *search, size_t begin, size_t end,
                           struct report *report);

/* "Silva: The Treaty Will Hold", as headlines have it. */
bool ordo_english_label(const struct search *search, size_t begin, size_t end,
                        struct report *report);

#endif
