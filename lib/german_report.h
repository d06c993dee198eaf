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
/* Whether a quotation that is a sentence stands in [begin, end). */
bool ordo_german_ends_quotation(const struct search *search, size_t begin, size_t end);

enum mood_place { MOOD_MAIN, MOOD_SUBORDINATE };

/* From `at` on, the next verb of the sentence in the mood of reported speech: in main clauses also
 * in the second subjunctive, and "soll", where the sentence goes on with a reported one or has the
 * first. */
size_t ordo_german_next_mood(const struct search *search, size_t at, struct clause sentence,
                             bool continues, enum mood_place place);
/* The clause of such a verb, which no reporting word has: "Damit sei die Lage sicher." after "...,
 * sagte X", "X lobte den Plan, der viel verspreche". It is looked for in free_part of the sentence
 * that begins at `begin`. voice: who was reported in the sentence before, or NULL. False: the verb
 * stands elsewhere, or reports nothing. */
bool ordo_german_mood(const struct search *search, size_t verb, struct clause free_part,
                      size_t begin, enum mood_place place, const struct finding *voice,
                      struct report *report);

#endif
