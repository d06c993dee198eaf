/* german_mood.h: what its mood alone tells to be reported, in German. */
#ifndef ORDO_GERMAN_MOOD_H
#define ORDO_GERMAN_MOOD_H

#include "clause.h"

/* Whether a quotation that is a sentence stands in [begin, end). */
bool ordo_german_ends_quotation(const struct search *search, size_t begin, size_t end);
/* Whether a quotation in [begin, end) has its attribution behind a comma: „...“, sagte Weber. */
bool ordo_german_quotes(const struct search *search, size_t begin, size_t end);

enum mood_place { MOOD_MAIN, MOOD_SUBORDINATE };

/* From `at` on, the next verb of the sentence in the mood of reported speech: in main clauses also
 * in the second subjunctive, and "soll", where the sentence goes on with a reported one or has the
 * first; in "soll" only behind what is reported itself. */
size_t ordo_german_next_mood(const struct search *search, size_t at, struct clause sentence,
                             bool continues, bool reported, enum mood_place place);
/* The clause of such a verb, which no reporting word has: "Damit sei die Lage sicher." after "...,
 * sagte X", "X lobte den Plan, der viel verspreche". It is looked for in free_part of the sentence
 * that begins at `begin`. voice: who was reported in the sentence before, or NULL. False: the verb
 * stands elsewhere, or reports nothing. */
bool ordo_german_mood(const struct search *search, size_t verb, struct clause free_part,
                      size_t begin, enum mood_place place, const struct finding *voice,
                      struct report *report);

#endif
