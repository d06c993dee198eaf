/* german_report.h: reported speech without marks in German. */
#ifndef ORDO_GERMAN_REPORT_H
#define ORDO_GERMAN_REPORT_H

#include "clause.h"

/* Reads the row TRAIT_REPORTS: of all other items ordo_german_report() finds nothing. */
void ordo_german_reports_read(struct ordo_reading *reading, const char *text);
/* What the word at `at` reports in the sentence [begin, end); `last` is the finding before it
 * there. A finding that is not found names nobody: "nach ersten Angaben". */
bool ordo_german_report(const struct search *search, size_t at, size_t begin, size_t end,
                        const struct finding *last, struct report *report);
/* The clause that the verb at `at` makes a report of by itself: "Weber forderte neue Gespräche". */
bool ordo_german_act(const struct search *search, size_t at, size_t begin, size_t end,
                     struct report *report);
/* The sentence [begin, end) that the next one reports: before "Das sagte X." */
bool ordo_german_whole(const struct search *search, size_t begin, size_t end,
                       struct report *report);
#endif
